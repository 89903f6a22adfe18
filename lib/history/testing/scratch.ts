import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import type { History } from '../history.ts';
import { openHistory } from '../open.ts';
import { newId } from '../row-id.ts';
import type { RunRecord } from '../run-record.ts';
import type { StartRun } from '../start.ts';

/** When the runs of a test are asked for, in milliseconds since the epoch. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

/** The path of a database that does not exist yet; it is removed when the test ends. */
export function scratchFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rehome-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'history.db');
}

/** A new history in a file of its own, closed when the test ends. */
export async function scratchHistory(file = scratchFile(), now: () => number = () => NOW): Promise<History> {
  const history = await openHistory(`sqlite:${file}`, { now });
  onTestFinished(() => history.close());
  return history;
}

/** The same file past history's own code, as any SQLite tool sees it. */
export function rawDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec('pragma foreign_keys = on');
  onTestFinished(() => database.close());
  return database;
}

/** A request for a copy. */
export const copyOf = (oldUser: string, newUser: string, more: Partial<StartRun> = {}): StartRun => ({
  id: newId(),
  kind: 'copy',
  oldUser,
  newUser,
  requestedBy: 'dana',
  requestedAt: NOW,
  folder: 'migrated-x-20260102T030405Z',
  settings: {},
  audit: { at: NOW, actor: 'dana', source: '127.0.0.1', action: 'migration.start' },
  ...more,
});

/** Starts a run that must be accepted. */
export async function started(history: History, input: StartRun): Promise<RunRecord> {
  const result = await history.startRun(input);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.conflict)}`);
  return result.run;
}
