import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { NEW, OLD, THIRD } from '#migrator/testing/homes.ts';
import { PYTHON } from '#migrator/testing/torture/torture-home.ts';
import type { HostilePlace } from './place.ts';

// Given as text: the users may not read this repository.
const PROGRAM = readFileSync(new URL('./attacker.py', import.meta.url), 'utf8');

export const OLD_USERS_DESIGNS = [
  ...['files for links', 'folders for links', 'path components for links', 'files for FIFOs', 'folders for FIFOs'],
  ...['folders for files', 'folders moved', 'sizes', 'the home for a link', 'modes of the home'],
];
/** Those that aim at staging. */
export const STAGING_DESIGNS = [
  ...['staging for a link', 'staging for an own folder', 'staging for a forged one', 'staging for a FIFO'],
  ...['staging moved away', 'names taken before'],
];
export const NEW_USERS_DESIGNS = [
  ...STAGING_DESIGNS,
  ...['the copy for a link', 'the home for a link', 'modes of the home', 'default ACL of the home'],
];

export interface Attack {
  readonly by: 'old' | 'new';
  readonly design: string;
  readonly seed: number;
  readonly run: string;
  readonly folder: string;
}

export interface Attacker {
  /** Whether it still attacks. */
  isAlive(): boolean;
  /** Holds it still while something looks at what it did. */
  pause(): void;
  goOn(): void;
  /** Ends it; answers how many swaps it did. */
  stop(): Promise<number>;
}

/** Starts a process of the old or the new user that attacks until it is stopped; resolves when it has begun. */
export async function startAttack(place: HostilePlace, { by, design, seed, run, folder }: Attack): Promise<Attacker> {
  const [home, id] = by === 'old' ? [place.old, OLD] : [place.new, NEW];
  const { victim, folders, files } = place;
  const facts = { home, yard: dirname(home), victim, third: THIRD, folders, files, seed, run, folder };
  const child = spawn(PYTHON, ['-c', PROGRAM, design, JSON.stringify(facts)], { cwd: '/', uid: id, gid: id });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  return {
    isAlive: () => isAlive(child),
    pause: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
    async stop() {
      for (const signal of ['SIGTERM', 'SIGCONT'] as const) child.kill(signal);
      await ended;
      const swaps = Number(output.trim().split('\n')[1]);
      if (Number.isNaN(swaps)) throw new Error(`The attack “${design}” ended by itself: ${errors}`);
      return swaps;
    },
  };
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;
