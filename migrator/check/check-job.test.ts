import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EXIT } from '#lib/migrations/exit-codes.ts';
import { makePlace, type Place } from '../testing/homes.ts';
import { type Ended, runMigrator, startMigrator, until } from '../testing/run-migrator.ts';

/** More than a worker remembers before it hands over. */
const LINKED = 17_000;

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

const checkArguments = (workers: number): string[] => [
  ...['--kind', 'check', '--old-home', place.old, '--old-user', 'alice'],
  ...['--exclude', '@caches', '--exclude', '*.tmp', '--workers', String(workers)],
];
const reportOf = ({ lines, stderr }: Ended) => {
  const report = lines.find((line) => line.type === 'report')?.report.old;
  if (!report) throw new Error(`No report. ${stderr}`);
  return report;
};

function fill(): void {
  for (let folder = 0; folder < 300; folder++) {
    for (const path of ['.cache/deep/er/x', 'work/a.tmp', 'work/.ssh/id_rsa', 'work/.venv/pyvenv.cfg']) {
      const at = join(place.old, `top-${folder % 10}/next-${folder}`, path);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, 'x'.repeat(folder));
    }
    symlinkSync('/elsewhere', join(place.old, `top-${folder % 10}/next-${folder}/link`));
  }
}

function fillLinked(): void {
  for (const name of ['one', 'other']) mkdirSync(join(place.old, name));
  for (let file = 0; file < LINKED; file++) {
    writeFileSync(join(place.old, 'one', `${file}`), 'four');
    linkSync(join(place.old, 'one', `${file}`), join(place.old, 'other', `${file}`));
  }
}

it('says the same however many workers look', async () => {
  fill();
  const [alone, together] = [await runMigrator(checkArguments(1)), await runMigrator(checkArguments(8))];
  const lists = ['leaving', 'absolute', 'environments', 'secrets', 'unreadable'] as const;
  // Which places come first is chance where there are more than are listed.
  const counted = (ended: Ended) => {
    const report = reportOf(ended);
    return { ...report, ...Object.fromEntries(lists.map((list) => [list, report[list].count])) };
  };
  expect(counted(together)).toEqual(counted(alone));
  expect(counted(alone)).toMatchObject({ files: 1500, folders: 1 + 10 + 300 * 7, leaving: 300, secrets: 300 });
  const bytes = 300 * 299 * 2;
  expect(reportOf(together).bytes).toBe(bytes);
  expect(reportOf(together).savings).toContainEqual({ exclude: '@caches', files: 300, bytes: bytes / 4 });
  expect([alone, together].map(({ result }) => result.totalBytes)).toEqual([bytes, bytes]);
});

it.each([1, 3])('counts each of very many files with several names once, with %i workers', async (workers) => {
  fillLinked();
  const report = reportOf(await runMigrator(checkArguments(workers)));
  expect(report).toMatchObject({ files: 2 * LINKED, hardLinks: LINKED, bytes: 4 * LINKED });
  expect(report.largest.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(4 * LINKED);
});

it('ends as stopped, without a report, where it is asked to stop', async () => {
  fillLinked();
  const { child, lines, ended } = startMigrator(checkArguments(1));
  await until('the scan', () => lines.some(({ type }) => type === 'phase'));
  child.kill('SIGTERM');
  const { code, result } = await ended;
  expect([code, result.kind, result.folderState]).toEqual([EXIT.stopped, 'check', 'none']);
  expect(lines.some(({ type }) => type === 'report')).toBe(false);
});
