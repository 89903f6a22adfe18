import { expect, test } from 'vitest';
import { copyOf, NOW, scratchHistory, started } from '#lib/history/testing/scratch.ts';
import { compareRuns } from './compare-runs.ts';
import type { CompareView } from './pair-views.ts';
import type { FinalResult } from './wire.ts';

const result: FinalResult = {
  ...{ exitCode: 0, message: '', folder: 'migrated-a', folderState: 'complete', path: null, staging: null },
  ...{ files: 1200, bytes: 1_000_000_000, totalFiles: 1200, totalBytes: 1_000_000_000 },
  ...{ owner: { uid: 1000, gid: 100 }, oldHome: null, newHome: null, room: null, notes: [] },
};

/** Two runs of a pair that have ended, and how they compare. */
async function compared(
  first: FinalResult,
  second: FinalResult,
  about: Parameters<typeof copyOf>[2] = {},
): Promise<CompareView> {
  const history = await scratchHistory();
  const ids: string[] = [];
  for (const [at, told] of [first, second].entries()) {
    const run = await started(
      history,
      copyOf('a', 'b', { settings: { 'Left out': at === 0 ? 'nothing' : '@caches' }, ...(at === 1 && about) }),
    );
    const end = { outcome: 'succeeded', code: 'RH-000', endedAt: NOW + at * 60_000 } as const;
    await history.settle(run.id, { ...end, result: told, exitCode: 0 });
    ids.push(run.id);
  }
  const [one, two] = [await history.get(ids[0] ?? ''), await history.get(ids[1] ?? '')];
  if (!one || !two) throw new Error('a run is missing');
  return compareRuns(one, two);
}

const rowsOf = (view: CompareView) => new Map(view.groups.flatMap(({ rows }) => rows).map((row) => [row.label, row]));

test('what differs is said, in results, counts, notes and settings; times are not', async () => {
  const notes = [{ kind: 'socket' as const, count: 3, samples: [] }];
  const view = await compared(result, { ...result, files: 1100, notes });
  expect(view).toMatchObject({ first: { number: 1 }, second: { number: 2 } });
  const rows = rowsOf(view);
  expect(rows.get('Files copied')).toMatchObject({
    first: { text: '1,200' },
    second: { text: '1,100' },
    differs: true,
  });
  expect(rows.get('Sockets left out')).toMatchObject({ first: { text: 'none' }, second: { text: '3' }, differs: true });
  expect(rows.get('Left out')).toMatchObject({ differs: true });
  expect(rows.get('Exit code')).toMatchObject({ first: { text: '0, all went well' }, differs: false });
  expect(rows.get('Ended')?.differs).toBe(false);
  expect(rows.has('Ticket')).toBe(false);
});

test('amounts that would read the same are told to the last byte where they differ', async () => {
  const rows = rowsOf(await compared(result, { ...result, bytes: 1_000_000_001 }));
  const { first, second, differs } = rows.get('Size copied') ?? {};
  expect(differs).toBe(true);
  expect(JSON.stringify(first)).toContain('1,000,000,000');
  expect(JSON.stringify(second)).toContain('1,000,000,001');
});

test('where one run had a reason, a ticket or a partial copy, the other had none; what a result lacks is not known', async () => {
  const kept = { run: 'r1', files: 3, bytes: 40 };
  const about = { why: 'moves institute', ticket: 'DESK-1', settings: { 'Partial copy': '.rehome-1' } };
  const rows = rowsOf(await compared(result, { ...result, kept }, about));
  for (const label of ['Reason', 'Ticket', 'Partial copy']) {
    expect(rows.get(label)).toMatchObject({ first: { text: 'none' }, differs: true });
  }
  expect(rows.get('Files right already')).toMatchObject({ first: null, second: { text: '3' } });
  expect(rows.has('Not to start before')).toBe(false);
});
