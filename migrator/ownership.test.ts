import { spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from './failure.ts';
import { type Marker, writeMarker } from './marker.ts';
import { confirmOwnership, takeLock, watchOwnership } from './ownership.ts';

const [OLDER, NEWER] = ['01890000-0000-7000-8000-000000000000', '01890000-0000-7000-8000-000000000001'];
const marker = (run: string): Marker => ({
  ...{ state: 'partial', run, madeBy: OLDER, before: [], oldUser: 'alice', newUser: 'bob' },
  ...{ folder: 'migrated-alice-x', startedAt: '' },
});
let path: string;
let dir: number;
const { signal } = new AbortController();

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'ownership-test-'));
  dir = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  writeMarker(dir, marker(OLDER));
});
afterEach(() => {
  closeSync(dir);
  rmSync(path, { recursive: true });
});

/** Another process that holds the lock until it is killed. */
async function holdLock(): Promise<() => void> {
  const holder = spawn('flock', [join(path, 'lock'), '-c', 'echo held; exec sleep 60'], { detached: true });
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  return () => void (holder.pid && process.kill(-holder.pid, 'SIGKILL'));
}

describe('the one writer', () => {
  it('hears that another run took over, once, and that the folder is gone', async () => {
    const told = () =>
      new Promise<Failure>((resolve) => {
        watchOwnership({ dir, run: OLDER }, resolve, 5);
      });
    const lost = told();
    writeMarker(dir, marker(NEWER));
    expect(await lost).toMatchObject({ exit: 'stopped', message: expect.stringContaining(NEWER) });
    rmSync(join(path, 'marker.json'));
    expect(await told()).toMatchObject({ exit: 'stopped', message: expect.stringContaining('removed') });
    expect(() => confirmOwnership({ dir, run: OLDER })).toThrow('removed');
  });

  it('waits for the lock of the one before until that has ended', async () => {
    const release = await holdLock();
    const taken = takeLock({ dir, run: OLDER }, signal);
    release();
    const { lock, isLocked } = await taken;
    expect(isLocked).toBe(true);
    closeSync(lock);
  });

  it('says what it waited for where that does not end, and gives way to a third', async () => {
    const release = await holdLock();
    try {
      const waited = takeLock({ dir, run: OLDER }, signal, 50);
      await expect(waited).rejects.toMatchObject({
        exit: 'copyFailed',
        message: expect.stringMatching(/still holds the lock/),
      });
      const waiting = takeLock({ dir, run: OLDER }, signal);
      writeMarker(dir, marker(NEWER));
      await expect(waiting).rejects.toMatchObject({ exit: 'stopped', message: expect.stringContaining(NEWER) });
    } finally {
      release();
    }
  });
});
