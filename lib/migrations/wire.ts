import { z } from 'zod/mini';
import { checkReport } from './check-report.ts';
import { KINDS, PHASES } from './states.ts';

/**
 * What the migrator says, read and written by both sides: JSON lines on stdout, the final result on the last line and in
 * the termination message. Every line carries `seq`, so that a log read twice counts once.
 */

/** Kubernetes keeps at most this many bytes of a termination message. */
export const TERMINATION_MESSAGE_BYTES = 4096;
/** At most this many entries of one kind are listed one by one; all are counted. */
export const LISTED_PER_KIND = 1000;
export const PROGRESS_INTERVAL_MS = 500;
export const HEARTBEAT_INTERVAL_MS = 10_000;

/** Things worth telling about a copy that is right all the same. */
export const NOTE_KINDS = {
  socket: 'Sockets left out',
  device: 'Device files left out',
  setIdRemoved: 'Set-id bits removed',
  vanished: 'Files that vanished while copying',
  changed: 'Files that changed while copying',
  unreadable: 'Entries that could not be read',
  refusedName: 'Names the new home cannot hold',
  attributeLost: 'Attributes that could not be kept',
  capabilityLost: 'File capabilities left out',
  aclMerged: 'ACL entries of both users made one',
} as const;
export type NoteKind = keyof typeof NOTE_KINDS;
const noteKind = z.enum(Object.keys(NOTE_KINDS) as [NoteKind, ...NoteKind[]]);

/** Lists that say what became of single entries, and are no notes: they do not change how a run ends. */
export const ENTRY_LISTS = {
  mended: 'Mended by the settle pass',
  differing: 'Different from the original',
} as const;
export type EntryList = keyof typeof ENTRY_LISTS;
const entryList = z.enum(Object.keys(ENTRY_LISTS) as [EntryList, ...EntryList[]]);

/** How copy and original are compared at the end; sizes, owners, modes, times and links always are, but for `none`. */
export const VERIFY_MODES = ['sizes', 'checksums', 'none'] as const;
export type VerifyMode = (typeof VERIFY_MODES)[number];

const count = z.number().check(z.gte(0));
const base = { seq: count, at: z.string() };
const home = z.object({ uid: count, gid: count, mode: count });

export const finalResult = z.object({
  exitCode: count,
  /** One sentence of what ended the run; empty when all went well. */
  message: z.string(),
  /** Name of the folder in the new home, and what it is: a finished copy, marked staging, or nothing. */
  folder: z.nullable(z.string()),
  folderState: z.enum(['none', 'partial', 'complete']),
  /** Where the copy lies as the migrator saw it; staging for a partial one. */
  path: z.nullable(z.string()),
  /** The staging folder's name, while the copy is partial. */
  staging: z.nullable(z.string()),
  files: count,
  bytes: count,
  /** What the old home holds, as scanned. */
  totalFiles: count,
  totalBytes: count,
  owner: z.nullable(z.object({ uid: count, gid: count })),
  oldHome: z.nullable(home),
  newHome: z.nullable(home),
  /** Room on the new home's file system at the end, in bytes and inodes. */
  room: z.nullable(z.object({ bytesFree: count, bytesTotal: count, inodesFree: count })),
  notes: z.array(z.object({ kind: noteKind, count, samples: z.array(z.string()) })),
  // What follows came later; the results of older runs lack it.
  kind: z.optional(z.enum(KINDS)),
  verify: z.optional(z.enum(VERIFY_MODES)),
  entries: z.optional(z.array(z.object({ list: entryList, count, samples: z.array(z.string()) }))),
  /** What a resumed run found right already, and whose partial copy it was. */
  kept: z.optional(z.nullable(z.object({ run: z.string(), files: count, bytes: count }))),
  /** ACL entries of the old user that are the new user's in the copy. */
  aclEntries: z.optional(count),
});
export type FinalResult = z.output<typeof finalResult>;

export const wireLine = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('phase'), phase: z.enum(PHASES) }),
  z.object({
    ...base,
    type: z.literal('progress'),
    bytesDone: count,
    bytesTotal: count,
    filesDone: count,
    filesTotal: count,
    /** Bytes a second over the last 30 s. */
    rate: z.nullable(count),
    /** Seconds left, only when the rate has been stable. */
    remaining: z.nullable(count),
    /** What is being copied, relative to the old home. */
    path: z.nullable(z.string()),
  }),
  z.object({ ...base, type: z.literal('heartbeat') }),
  z.object({ ...base, type: z.literal('log'), level: z.enum(['info', 'warning', 'error']), message: z.string() }),
  z.object({ ...base, type: z.literal('note'), kind: noteKind, path: z.string(), detail: z.string() }),
  z.object({ ...base, type: z.literal('entry'), list: entryList, path: z.string(), detail: z.string() }),
  /** What a check found; said once, before the result. */
  z.object({ ...base, type: z.literal('report'), report: checkReport }),
  z.object({
    ...base,
    type: z.literal('result'),
    /** The result's own, once more at the top for whoever runs the migrator by hand. */
    folder: z.optional(z.nullable(z.string())),
    path: z.optional(z.nullable(z.string())),
    result: finalResult,
  }),
]);
export type WireLine = z.output<typeof wireLine>;

/** Reads one line of a migrator's log; anything else (a crash's stack, foreign output) is undefined. Never throws. */
export function parseWireLine(line: string): WireLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed = wireLine.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the final result out of a termination message. Never throws. */
export function parseFinalResult(text: string): FinalResult | undefined {
  try {
    const parsed = finalResult.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** JSON with every character outside printable ASCII escaped, so that no encoding on the way can harm it. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The final result as a termination message: samples are dropped first, then the message is cut. */
export function terminationMessage(result: FinalResult): string {
  const bare = {
    ...result,
    notes: result.notes.map((note) => ({ ...note, samples: [] })),
    ...(result.entries && { entries: result.entries.map((list) => ({ ...list, samples: [] })) }),
  };
  const fits = [result, bare, { ...bare, message: bare.message.slice(0, 500) }].map(asciiJson);
  const found = fits.find((text) => text.length <= TERMINATION_MESSAGE_BYTES);
  return found ?? asciiJson({ ...bare, message: '', path: null });
}
