import { type ExitName, exitNameOf } from './exit-codes.ts';

/** What each exit code of the migrator says, in a few words. */
const WORDS: Readonly<Record<ExitName, string>> = {
  ok: 'all went well',
  crashed: 'the program crashed',
  badArguments: 'arguments it cannot use',
  unexpected: 'something nobody foresaw',
  noOldHome: 'no old home',
  noNewHome: 'no new home',
  copyFailed: 'copying failed',
  ownershipFailed: 'the owner could not be set',
  outOfSpace: 'out of space or quota',
  differs: 'copy and original differ',
  unsafeHome: 'unsafe home',
  stopped: 'stopped on request',
};

/** A program that ended by a signal says so with 128 and the signal's number. */
const SIGNALS: Readonly<Record<number, string>> = {
  130: 'interrupted',
  137: 'killed, by the cluster or for want of memory',
  143: 'asked to end',
};

/** An exit code with what it means: `8, out of space or quota`. */
export function exitWords(code: number): string {
  const name = exitNameOf(code);
  return `${code}, ${name ? WORDS[name] : (SIGNALS[code] ?? 'none of the migrator’s')}`;
}
