import { parseExcludes } from '#lib/migrations/excludes.ts';
import { MAX_USERNAME_LENGTH } from '#lib/migrations/names.ts';
import { noteProblem, tidyNote } from '#lib/migrations/note-to-user.ts';
import { Failure } from './failure.ts';

/** Values of the command line, each read by one function that refuses what it cannot take with a `badArguments` failure. */

type Value = string | boolean | readonly string[];

/** The kernel's “no change”, never somebody's number. */
const NO_ID = 0xffffffff;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const PARTIAL = new RegExp(`^\\.rehome-${UUID}$`);
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1000, M: 1000 ** 2, G: 1000 ** 3 };

export const refuse = (sentence: string): never => {
  throw new Failure('badArguments', sentence);
};

/** A username, or the name of a person's folder at the end of a path. */
export function username(option: string, value: string): string {
  const name = value.split('/').filter(Boolean).at(-1) ?? refuse(`--${option} is missing.`);
  return name.length <= MAX_USERNAME_LENGTH ? name : refuse(`--${option} is longer than ${MAX_USERNAME_LENGTH}.`);
}

export function relativePath(option: string, path: string): string {
  const parts = path.split('/');
  if (path.startsWith('/') || parts.some((part) => part === '' || part === '.' || part === '..')) {
    refuse(`--${option} must be a path inside the volume, without “.”, “..” or empty parts.`);
  }
  return path;
}

export function ownerRule(value: string): 'fromHome' | { readonly uid: number; readonly gid: number } {
  if (value === 'fromHome') return value;
  const [, uid, gid] = /^(\d{1,10}):(\d{1,10})$/.exec(value) ?? refuse('--owner must be UID:GID or fromHome.');
  const owner = { uid: Number(uid), gid: Number(gid) };
  if (owner.uid >= NO_ID || owner.gid >= NO_ID) refuse('--owner is not a user and group id.');
  if (owner.uid === 0) {
    throw new Failure('unsafeHome', 'The copy would belong to root. Set homes.owner (--owner) to the new user’s ids.');
  }
  return owner;
}

/** Patterns and presets, in the order given. */
export function excludes(value: Value | undefined): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly string[]) : [];
  const read = parseExcludes(list);
  return read.ok ? list : refuse(read.problems.join(' '));
}

/** Words for the new user; undefined for none. */
export function note(value: Value | undefined): string | undefined {
  const text = tidyNote(String(value ?? ''));
  const problem = noteProblem(text);
  if (problem) refuse(`--note: ${problem}`);
  return text || undefined;
}

export const runId = (option: string, value: Value): string =>
  new RegExp(`^${UUID}$`).test(String(value)) ? String(value) : refuse(`--${option} must be a UUID in lower case.`);

export const folder = (value: Value): string =>
  /^migrated-[A-Za-z0-9._-]{1,180}$/.test(String(value))
    ? String(value)
    : refuse('--folder must begin with “migrated-” and hold letters, digits, “.”, “_” and “-” only.');

export const partialFolder = (option: string, value: string): string =>
  PARTIAL.test(value) ? value : refuse(`--${option} must be the name of a partial folder, “.rehome-” and a run’s id.`);

export function oneOf<const T extends string>(option: string, allowed: readonly T[], value: Value): T {
  return allowed.find((each) => each === value) ?? refuse(`--${option} must be ${list(allowed)}.`);
}

const list = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

export function wholeNumber(option: string, value: Value, most: number): number {
  const number = /^[1-9]\d{0,8}$/.test(String(value)) ? Number(value) : Number.NaN;
  return number <= most ? number : refuse(`--${option} must be a whole number from 1 to ${most}.`);
}

/** `500K`, `50M`, `1G`, or plain bytes; powers of 1000, while sizes on screen are powers of 1024 (MiB). At least 100 kB a second. */
export function bytesPerSecond(value: Value): number {
  const [, digits, unit = ''] = /^(\d{1,15})([KMG]?)$/.exec(String(value)) ?? refuse(RATE);
  const rate = Number(digits) * (UNITS[unit] ?? 1);
  return rate >= 100_000 ? rate : refuse(RATE);
}
const RATE = '--limit must be bytes a second, 100K at least: 500K, 50M or 1G.';
