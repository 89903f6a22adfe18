import { expect, test } from 'vitest';
import { NOW, rawDatabase, scratchFile, scratchHistory } from './testing/scratch.ts';

const pair = { oldUser: 'a', newUser: 'b' };
const audit = { at: NOW, actor: 'erin', action: 'pair.note', ...pair };
const note = (text: string, at = NOW) => ({ by: 'erin', at, text });

test('notes belong to one direction of a pair, the newest first, each with its audit row', async () => {
  const history = await scratchHistory();
  const first = await history.pairNotes.add(pair, note('Asked for room'), audit);
  const second = await history.pairNotes.add(pair, note('Got it', NOW + 5), audit);
  expect(await history.pairNotes.read(pair, 10)).toEqual([second, first]);
  expect(await history.pairNotes.read(pair, 1)).toEqual([second]);
  expect(await history.pairNotes.read({ oldUser: 'b', newUser: 'a' }, 10)).toEqual([]);
  expect(await history.audit.list({ limit: 10 })).toMatchObject([{ action: 'pair.note' }, { action: 'pair.note' }]);
});

test('a note is kept as it was written, whatever it holds', async () => {
  const history = await scratchHistory();
  const text = '<script>alert(1)</script>\n‮=cmd|x';
  await history.pairNotes.add(pair, note(text), audit);
  expect(await history.pairNotes.read(pair, 10)).toMatchObject([{ text, by: 'erin' }]);
});

test('the database itself lets no note be changed or removed', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  await history.pairNotes.add(pair, note('x'), audit);
  const database = rawDatabase(file);
  expect(() => database.exec("update pair_notes set text = 'y'")).toThrow(/only grow/);
  expect(() => database.exec('delete from pair_notes')).toThrow(/only grow/);
});
