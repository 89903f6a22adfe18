import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from './open.ts';
import { copyOf, rawDatabase, scratchFile, scratchHistory, started } from './testing/scratch.ts';

test.each(['postgres://db/rehome', 'postgresql://db/rehome'])('%s is refused in this version', async (url) => {
  await expect(openHistory(url)).rejects.toMatchObject({
    code: 'invalid',
    message: 'history.url: postgres is not available in this version.',
  });
});

test.each(['', 'sqlite:', 'mysql://x', '/a/path'])('%j is refused with an example', async (url) => {
  await expect(openHistory(url)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('sqlite:'),
  });
});

test('a history in memory works, and two of them share nothing', async () => {
  const [one, two] = [await openHistory('sqlite::memory:'), await openHistory('sqlite::memory:')];
  await started(one, copyOf('a', 'b'));
  expect([await one.activeCount(), await two.activeCount()]).toEqual([1, 0]);
  await Promise.all([one.close(), two.close()]);
});

test('the folder of the file is made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehome-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const history = await openHistory(`sqlite:${folder}/new/er/history.db`);
  await history.check();
  await history.close();
});

test('nobody else on the machine can read a new history: it names files of private homes', async () => {
  const file = scratchFile();
  await started(await scratchHistory(file), copyOf('a', 'b'));
  const folder = dirname(file);
  const open = readdirSync(folder).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
  expect(open).toEqual([]);
});

test('the same process cannot open a file twice, and can again after closing', async () => {
  const file = scratchFile();
  const history = await openHistory(`sqlite:${file}`);
  await started(history, copyOf('a', 'b'));
  await expect(openHistory(`sqlite:${file}`)).rejects.toMatchObject({ code: 'unavailable' });
  await history.close();
  expect(await (await scratchHistory(file)).activeCount()).toBe(1);
});

test('a file that is no database is refused untouched, and the lock is free again', async () => {
  const file = scratchFile();
  writeFileSync(file, 'precious notes, not a database at all');
  for (let i = 0; i < 2; i += 1) await expect(openHistory(`sqlite:${file}`)).rejects.toThrow(/not a database/);
  expect(readFileSync(file, 'utf8')).toBe('precious notes, not a database at all');
});

test('other tools may read the file meanwhile', async () => {
  const file = scratchFile();
  await started(await scratchHistory(file), copyOf('a', 'b'));
  const raw = rawDatabase(file);
  expect(raw.prepare('select count(*) as runs from runs').get()).toEqual({ runs: 1 });
  expect(raw.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
});

test('check answers while open, and fails with unavailable once closed', async () => {
  const history = await openHistory('sqlite::memory:');
  await history.check();
  await history.close();
  await expect(history.check()).rejects.toMatchObject({ code: 'unavailable' });
});
