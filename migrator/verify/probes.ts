import { constants } from 'node:fs';
import { close, nextHole, truncate } from '../file-calls.ts';
import { mtimeOf } from '../stat-fields.ts';
import { openat, setMtime, statx, unlinkat } from '../syscalls.ts';

/** What the new home's file system can keep, tried on a scratch file in a private folder. */
export interface Abilities {
  readonly losesHoles: boolean;
  /** In what steps it keeps times, in ns. */
  readonly timeStep: number;
}

const SCRATCH = 'ability';
const HOLE = 1024 * 1024;
/** A time whose every digit counts. */
const ODD_TIME = 1_234_567_891_123_456_789n;
const STEPS = [1, 100, 1_000, 1_000_000, 10_000_000, 1_000_000_000, 2_000_000_000];

export function probeAbilities(dir: number): Abilities {
  const fd = openat(dir, SCRATCH, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600);
  try {
    truncate(fd, HOLE);
    const losesHoles = holeAt(fd) !== 0;
    setMtime(dir, SCRATCH, ODD_TIME);
    const kept = mtimeOf(statx(dir, SCRATCH));
    const apart = kept > ODD_TIME ? kept - ODD_TIME : ODD_TIME - kept;
    return { losesHoles, timeStep: STEPS.find((step) => apart < BigInt(step)) ?? Number.MAX_SAFE_INTEGER };
  } finally {
    close(fd);
    unlinkat(dir, SCRATCH);
  }
}

function holeAt(fd: number): number | undefined {
  try {
    return nextHole(fd, 0);
  } catch {
    return undefined;
  }
}
