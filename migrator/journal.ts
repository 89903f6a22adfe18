import { closeSync, constants, readFileSync } from 'node:fs';
import { z } from 'zod/mini';
import { look } from './entry.ts';
import { codeOf, Failure } from './failure.ts';
import { readOwnFile, replaceFile } from './own-file.ts';
import { openat, setMtime } from './syscalls.ts';

export const JOURNAL = 'journal.json';
export const STAMP = 'stamp';

const journal = z.object({
  /** The boot of the machine that wrote here last; null where that cannot be known. */
  boot: z.nullable(z.string()),
  /** What was changed before this moment, in ns as the file system tells a ctime, is on its disk. Null: nothing is known to be. */
  synced: z.nullable(z.string().check(z.regex(/^\d{1,20}$/))),
  /** A sync failed: what was written since `synced` may be lost even while the machine runs on. */
  syncFailed: z.boolean(),
  /** The copy's own folder once it was finished and about to get its name, and what it holds. */
  finished: z.nullable(z.object({ inode: z.string(), files: z.number(), bytes: z.number() })),
});
/** What is known of how safe a partial copy is. */
export type Journal = z.output<typeof journal>;

/** What a journal says at first. */
export const freshJournal = (): Journal => ({ boot: bootId(), synced: null, syncFailed: false, finished: null });

/** Reads the journal; one that is missing or damaged knows nothing. */
export function readJournal(dir: number): Journal {
  try {
    return journal.parse(JSON.parse(readOwnFile(dir, JOURNAL)));
  } catch (error) {
    if (error instanceof Failure || (codeOf(error) ?? 'ENOENT') !== 'ENOENT') throw error;
    return { ...freshJournal(), boot: null };
  }
}

export const writeJournal = (dir: number, run: string, facts: Journal): void =>
  replaceFile(dir, JOURNAL, `${JSON.stringify(facts)}\n`, run);

/**
 * From which moment on (ctime, in ns) entries of the copy may not be on their disk: null for none, while the machine that wrote
 * them has not been started again; else those last changed after the last sync.
 */
export function suspectFrom({ boot, synced, syncFailed }: Journal): bigint | null {
  if (boot !== null && boot === bootId() && !syncFailed) return null;
  return synced === null ? 0n : BigInt(synced);
}

/** The file system's own clock, in ns: when a file in `dir` was changed just now. */
export function stamp(dir: number): bigint {
  closeSync(openat(dir, STAMP, constants.O_CREAT | constants.O_WRONLY, 0o600));
  setMtime(dir, STAMP, BigInt(Date.now()) * 1_000_000n);
  return look(dir, STAMP).ctime;
}

function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim() || null;
  } catch {
    return null;
  }
}
