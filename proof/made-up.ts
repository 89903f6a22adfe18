import type { Code } from '#lib/migrations/outcomes.ts';
import type { FinalResult } from '#lib/migrations/wire.ts';

const FIRST = 'anna mark yael daniel li rosa erin joao zoe ahmed ines olu petra sven tomas wei'.split(' ');
const LAST = 'solberg shark benami okafor chen gomez larsen silva novak rahman duarte ade kraus berg horak zhang'.split(
  ' ',
);
/** Every pair has two or three runs, years apart. */
const RUNS_OF_PAIR = 2.5;
const PAIRS = 40_009;

export interface NumberedPair {
  readonly oldUser: string;
  readonly newUser: string;
  readonly number: number;
}

/** The pair of the n-th run of so many: a short name that became a long one. */
export function pairOf(n: number, count = 0): NumberedPair {
  const pairs = Math.max(PAIRS, Math.floor(count / RUNS_OF_PAIR));
  const person = n % pairs;
  const first = FIRST[person % FIRST.length] ?? '';
  const last = LAST[Math.floor(person / FIRST.length) % LAST.length] ?? '';
  const oldUser = `${first.charAt(0)}${last}${person}`;
  return { oldUser, newUser: `${first}.${last}${person}@example.org`, number: 1 + Math.floor(n / pairs) };
}

/** A number from 0 to 99 for the n-th of something, as good as thrown: two of them with other salts have nothing to do with each other. */
export function thrown(n: number, salt: number): number {
  const mixed = Math.imul(Math.imul(n + 1, 0x9e3779b1) ^ salt, 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) >>> 8) % 100;
}

/** What the migrator said at the end of the n-th run. */
export function resultOf(n: number, code: Code, folder: string): FinalResult {
  const isDone = code === 'RH-000' || code === 'RH-001';
  const totalFiles = 200 + ((n * 104_729) % 60_000);
  const totalBytes = totalFiles * (2_000 + ((n * 31) % 90_000));
  const home = { uid: 20_000 + (n % 9_000), gid: 100, mode: 0o755 };
  return {
    ...{ exitCode: isDone ? 0 : Number(code.slice(-2)), message: isDone ? '' : 'The new home is full.', folder },
    ...{ folderState: isDone ? 'complete' : 'partial', path: `/new/${folder}`, staging: null },
    ...{ files: isDone ? totalFiles : 100, bytes: isDone ? totalBytes : 10_000, totalFiles, totalBytes },
    ...{ owner: { uid: home.uid, gid: home.gid }, oldHome: home, newHome: home },
    room: { bytesFree: 40_000_000_000, bytesTotal: 100_000_000_000, inodesFree: 6_000_000 },
    notes: code === 'RH-001' ? [{ kind: 'socket', count: 1, samples: ['.gnupg/S.gpg-agent'] }] : [],
  };
}
