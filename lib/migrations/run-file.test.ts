import { expect, test } from 'vitest';
import type { RunRecord } from '#lib/history/run-record.ts';
import { copyOf, NOW, scratchHistory, started } from '#lib/history/testing/scratch.ts';
import { exportFileName } from './export-format.ts';
import { DEFAULT_QUERY } from './list-query.ts';
import { averageRate, runsFile } from './run-file.ts';

async function textOf(format: 'csv' | 'json', ...batches: readonly (readonly RunRecord[])[]): Promise<string> {
  let text = '';
  const source = (async function* () {
    yield* batches;
  })();
  for await (const piece of runsFile(source, format)) text += piece;
  return text;
}

async function twoRuns(): Promise<RunRecord[]> {
  const history = await scratchHistory();
  const evil = await started(history, copyOf('=cmd|calc', 'مريم', { why: 'says "hi",\r\n-1' }));
  await history.settle(evil.id, { outcome: 'failed', code: 'RH-308', endedAt: NOW + 2000, startedAt: NOW + 500 });
  await started(history, copyOf('a', 'b', { id: '01999999-0000-7000-8000-000000000000' }));
  return (await history.list({ ...DEFAULT_QUERY, descending: false }, 10)).runs.slice();
}

test('a CSV file says units in its head and times in UTC, and no name becomes a formula', async () => {
  const text = await textOf('csv', ...(await twoRuns()).map((run) => [run]));
  const [head = '', ...rows] = text.split(/\r\n(?!-1)/);
  expect(head).toMatch(/^\uFEFFold_user,new_user,run,kind,status,code,headline,.*requested_at_utc.*duration_seconds/);
  const evil = rows.find((row) => row.includes('calc'));
  expect(evil).toMatch(/^'=cmd\|calc,مريم,1,copy,failed,RH-308,Ran out of space or quota,,2026-01-02T03:04:05\.000Z,/);
  expect(evil).toContain('"says ""hi"",\r\n-1"');
  expect(evil).toContain(',1.5,');
  expect(rows.find((row) => row.startsWith('a,b,'))).toContain(',queued,,,,2026-01-02T03:04:05.000Z,,,');
});

test('a JSON file is one array with everything as it is, also over batches and without any run', async () => {
  const [one, two] = await twoRuns();
  if (!one || !two) throw new Error('two runs were started');
  const rows = JSON.parse(await textOf('json', [one], [two])) as readonly { readonly oldUser: string }[];
  expect(rows.map(({ oldUser }) => oldUser).sort()).toEqual(['=cmd|calc', 'a']);
  expect(JSON.parse(await textOf('json'))).toEqual([]);
});

test('a rate is bytes a second over the whole run, and unknown where either is', () => {
  expect(averageRate(3000, 2000)).toBe(1500);
  expect(averageRate(3000, 0)).toBeNull();
  expect(averageRate(null, 10)).toBeNull();
});

test('a file is named by when it was made, in UTC', () => {
  expect(exportFileName('csv', new Date(NOW))).toBe('rehome-migrations-20260102T030405Z.csv');
});
