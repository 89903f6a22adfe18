import { expect, test } from 'vitest';
import { FILE_KINDS, filesView } from './files-view.ts';
import { LiveRun } from './live-run.ts';
import { ENTRY_LISTS, type FinalResult, LISTED_PER_KIND, NOTE_KINDS } from './wire.ts';

const place = { folderState: 'complete', folder: 'migrated-a', staging: '.rehome-1', newUser: 'anna' } as const;
const result = (over: Partial<FinalResult>): FinalResult => ({
  ...{ exitCode: 0, message: '', folder: 'migrated-a', folderState: 'complete', path: '/a', staging: null },
  ...{ files: 0, bytes: 0, totalFiles: 0, totalBytes: 0, owner: null, oldHome: null, newHome: null, room: null },
  ...{ notes: [], ...over },
});

/** What is heard of a pod that tells of so many sockets, and of one entry that differs. */
function heard(sockets: number): LiveRun {
  const live = new LiveRun();
  const say = (line: object, seq: number) => live.accept(` ${JSON.stringify({ seq, at: '', ...line })}`, 0);
  for (let at = 0; at < sockets; at++) say({ type: 'note', kind: 'socket', path: `run/${at}`, detail: '' }, at);
  say({ type: 'entry', list: 'differing', path: '=cmd()', detail: 'size 1 is 2' }, sockets);
  return live;
}

test('every kind of note and every list has a name here', () => {
  expect(Object.keys(FILE_KINDS).toSorted()).toEqual(
    [...Object.keys(NOTE_KINDS), ...Object.keys(ENTRY_LISTS)].toSorted(),
  );
});

test('what differs is listed first, and every entry with its kind', () => {
  const { kinds, entries, whole } = filesView(heard(2).entries, null, place);
  expect(kinds.map(({ kind, count, listed }) => [kind, count, listed])).toEqual([
    ['differing', 1, 1],
    ['socket', 2, 2],
  ]);
  expect(entries[0]).toEqual({ kind: 'differing', path: '=cmd()', detail: 'size 1 is 2' });
  expect(whole).toEqual([]);
});

test('a pod that tells of more than it should fills no memory, and the count is told as a least one', () => {
  const { entries } = heard(LISTED_PER_KIND + 50);
  expect(entries).toHaveLength(LISTED_PER_KIND + 1);
  const view = filesView(entries, null, place);
  expect(view.kinds.find(({ kind }) => kind === 'socket')).toMatchObject({ count: LISTED_PER_KIND, orMore: true });
  expect(view.whole).toHaveLength(1);
});

test('the result knows how many there are, and the page says where all of them are written', () => {
  const notes = [{ kind: 'socket' as const, count: 4_321, samples: [] }];
  const view = filesView(heard(LISTED_PER_KIND).entries, result({ notes }), place);
  expect(view.kinds.find(({ kind }) => kind === 'socket')).toMatchObject({ count: 4_321, listed: LISTED_PER_KIND });
  expect(view.whole).toEqual(['Every note is in REHOME-NOTES.txt, beside the receipt in migrated-a in anna’s home.']);
});

test('of a log that was not kept the examples of the result are left', () => {
  const entries = [{ list: 'mended' as const, count: 3, samples: ['one', 'two'] }];
  const view = filesView([], result({ entries }), place);
  expect(view.entries.map(({ path }) => path)).toEqual(['one', 'two']);
  expect(view.whole).toEqual(['Of entries that were mended or differ, no other list is kept.']);
});
