import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NEW, OLD, type Place, THIRD } from '../homes.ts';
import type { Ended } from '../run-migrator.ts';

/** The system's own: other users may run it too. */
export const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const MOST_OUTPUT = 512 * 1024 ** 2;

export interface TortureOptions {
  readonly seed?: number;
  /** Levels of the deepest chain of folders, 1,100 by default; 0 for none that is longer than a path may be. */
  readonly levels?: number;
  /** Entries of the largest folder. */
  readonly many?: number;
  /** Whether there is a sparse file of 5 GiB. */
  readonly huge?: boolean;
}

/** Fills an empty home with everything that a copy can get wrong, owned by the old user and others. Needs root. */
export function fillWithTorture(home: string, options: TortureOptions = {}): void {
  const ids = { old: OLD, new: NEW, third: THIRD };
  const wanted = { seed: 1, levels: 1100, many: 5000, huge: true, ...ids, ...options };
  execFileSync(PYTHON, ['-B', script('make_home.py'), home, JSON.stringify(wanted)]);
}

/** What may differ between an original and its copy. */
export interface Rules {
  /** Owner and group of everything in the copy; null for the original's. */
  readonly owner: readonly [uid: number, gid: number] | null;
  /** Whose ACL entries became whose. */
  readonly aclUser: readonly [old: number, fresh: number] | null;
  readonly stripSetId: boolean;
  readonly loseCapabilities: boolean;
  readonly leftOut: readonly ('socket' | 'device')[];
  /** Paths that only the copy has. */
  readonly added: readonly string[];
}

/** What the migrator promises: all is the new user's, and what is left out stands in the notes. */
export const RULES: Rules = {
  owner: [NEW, NEW],
  aclUser: [OLD, NEW],
  stripSetId: true,
  loseCapabilities: true,
  leftOut: ['socket', 'device'],
  added: ['REHOME-RECEIPT.txt', 'REHOME-NOTES.txt'],
};
/** Nothing may differ. */
export const EQUAL: Rules = {
  owner: null,
  aclUser: null,
  stripSetId: false,
  loseCapabilities: false,
  leftOut: [],
  added: [],
};

export interface Difference {
  readonly path: string;
  readonly what: string;
  readonly expected: unknown;
  readonly found: unknown;
}
type Allowed = 'socket' | 'device' | 'setId' | 'capability' | 'acl' | 'aclMerged' | 'aclOfOthers';
export interface Comparison {
  /** How many entries the copy has. */
  readonly entries: number;
  readonly differences: readonly Difference[];
  /** Paths of what the rules allowed; of ACLs, those that one user's entry was rewritten in, both users', or none. */
  readonly allowed: Readonly<Partial<Record<Allowed, readonly string[]>>>;
}

function compare(...args: string[]): string {
  return execFileSync(PYTHON, [script('compare.py'), ...args], { encoding: 'utf8', maxBuffer: MOST_OUTPUT });
}

/** Compares a copy with its original in names, types, contents, holes, modes, owners, times, links and attributes. */
export const compareTrees = (original: string, copy: string, rules: Rules = RULES): Comparison =>
  JSON.parse(compare('compare', original, copy, JSON.stringify(rules))) as Comparison;

/** All that is known of a tree, one line an entry: bytes and metadata, but for access times. */
export const inventory = (folder: string): string[] => compare('inventory', folder).trimEnd().split('\n');

/** The entries that two inventories of one tree do not share. */
export function changesBetween(before: readonly string[], after: readonly string[]): string[] {
  const [one, other] = [new Set(before), new Set(after)];
  return [...before.filter((line) => !other.has(line)), ...after.filter((line) => !one.has(line))];
}

/** Says how many entries each kind of note counts; 0 where there is none. */
export const noted = ({ result }: Ended, kind: string): number =>
  result.notes.find((note) => note.kind === kind)?.count ?? 0;

/** Removes a place whose paths may be longer than a path may be, which Node's own rmSync cannot. */
export function removePlace(place: Place): void {
  const { status, stderr } = spawnSync('rm', ['-rf', place.root], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.slice(0, 500));
}
