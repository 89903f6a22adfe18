import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseFinalResult } from '#lib/migrations/wire.ts';
import { runMigrator } from './testing/run-migrator.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rehome-look-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a look at the volume says how much room it has, and is no run of any kind', async () => {
  const folder = makeFolder();
  const log = join(folder, 'termination');
  const { code, result } = await runMigrator(['look', '--volume', folder, '--termination-log', log]);
  expect(code).toBe(0);
  expect(result).toMatchObject({ exitCode: 0, folderState: 'none', oldHome: null, newHome: null });
  expect(result.kind).toBeUndefined();
  expect(result.room?.bytesTotal).toBeGreaterThan(result.room?.bytesFree ?? 0);
  expect(parseFinalResult(readFileSync(log, 'utf8'))).toEqual(result);
});

test('without a volume it only says that it runs; one that is not there is told', async () => {
  expect(await runMigrator(['look'])).toMatchObject({ code: 0, result: { room: null } });
  const gone = await runMigrator(['look', '--volume', join(makeFolder(), 'gone')]);
  expect(gone).toMatchObject({ code: 3, result: { message: 'The volume of the homes cannot be opened (ENOENT).' } });
});
