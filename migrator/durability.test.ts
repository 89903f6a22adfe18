import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepSynced, type Synced } from './durability.ts';
import { freshJournal, type Journal, readJournal, suspectFrom } from './journal.ts';
import { until } from './testing/run-migrator.ts';

let path: string;
let staging: Synced & { suspectFrom: bigint | null };
const stop = new AbortController();
const noFailure = (failure: Error): never => {
  throw failure;
};

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'durability-test-'));
  const dir = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  staging = { dir, tree: dir, run: 'run', suspectFrom: null, journal: freshJournal() };
});
afterEach(() => {
  closeSync(staging.dir);
  rmSync(path, { recursive: true });
});

const written = (): Journal => JSON.parse(readFileSync(join(path, 'journal.json'), 'utf8'));
const write = (name: string): bigint => {
  writeFileSync(join(path, name), name);
  return statSync(join(path, name), { bigint: true }).ctimeNs;
};

describe('the journal', () => {
  it('tells what was written before a sync, by the clock of the file system, and not what was written after', async () => {
    const before = write('before');
    // The clock of a file system ticks every few milliseconds.
    await until('the next tick', () => write('tick') > before);
    await keepSynced(staging, stop.signal, noFailure).finish();
    const after = write('after');
    const limit = suspectFrom({ ...readJournal(staging.dir), boot: 'another' }) ?? -1n;
    expect(before).toBeLessThan(limit);
    expect(after).toBeGreaterThanOrEqual(limit);
    expect(suspectFrom(readJournal(staging.dir))).toBe(null);
  });

  it('goes on by itself while a copy runs', async () => {
    const syncing = keepSynced(staging, stop.signal, noFailure, 5);
    await until('a sync', () => staging.journal.synced !== null);
    const { synced } = staging.journal;
    await until('another one', () => staging.journal.synced !== synced);
    await syncing.finish();
    expect(written()).toEqual(staging.journal);
  });

  it('trusts nothing more than before as long as something suspect is still to be copied again', async () => {
    staging.suspectFrom = 7n;
    staging.journal = { ...freshJournal(), synced: '7', syncFailed: true };
    const syncing = keepSynced(staging, stop.signal, noFailure);
    await syncing.finish();
    expect(staging.journal).toMatchObject({ synced: '7', syncFailed: true });
    staging.suspectFrom = null;
    await syncing.finish();
    expect(staging.journal.syncFailed).toBe(false);
    expect(Number(staging.journal.synced)).toBeGreaterThan(7);
  });

  it('keeps a failed sync, ends the run by it, and no later sync makes up for it', async () => {
    const told: Error[] = [];
    const bad = openSync('/proc/self/fd', constants.O_RDONLY);
    closeSync(bad);
    const syncing = keepSynced({ ...staging, tree: bad }, stop.signal, (failure) => told.push(failure));
    await expect(syncing.finish()).rejects.toMatchObject({ exit: 'copyFailed' });
    await expect(syncing.finish()).rejects.toMatchObject({ exit: 'copyFailed' });
    expect(told).toHaveLength(1);
    expect(suspectFrom(readJournal(staging.dir))).toBe(0n);
  });

  it('does not wait for a sync once the run is asked to stop', async () => {
    const stopped = AbortSignal.abort('SIGTERM');
    await expect(keepSynced(staging, stopped, noFailure).finish()).rejects.toMatchObject({ exit: 'stopped' });
  });
});
