import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type ByteName, printable } from '../byte-name.ts';
import { codeOf, Failure } from '../failure.ts';
import { throwIfStopped } from '../pacer.ts';
import { type Guard, startGuard } from './guard.ts';
import { type Complaint, type Itemised, OUT_FORMAT, parseComplaint, parseItem } from './rsync-output.ts';
import { watchForHang } from './watchdog.ts';

/** The first version that cannot be led out of a tree by somebody who swaps its parts. https://download.samba.org/pub/rsync/NEWS#3.5.0 */
const SAFE_VERSION = [3, 5, 0] as const;
/** No RSYNC_* variable of the outside, and messages in bytes and English. */
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C' }) as unknown as NodeJS.ProcessEnv;
/** How long rsync may take to end when told to, in ms. */
const END_GRACE_MS = 3000;

export interface RsyncRun {
  /** Held folders: what to copy, and where to. */
  readonly from: number;
  readonly to: number;
  /** The one writer's lock, held by rsync too: it may outlive this process by a moment. */
  readonly lock: number;
  readonly keepSetId: boolean;
  readonly keepAccessTimes: boolean;
  /** Whether there may be attributes or ACLs to compare; asking for them takes rsync more than everything else. */
  readonly hasAttributes: boolean;
  readonly hungAfter: number;
  /** In what steps the copy's file system keeps times, in ns. */
  readonly timeStep: number;
  /** Bytes a second, or undefined for no limit. */
  readonly bytesPerSecond?: number | undefined;
  /** The entries of the folder alone, without what lies below its folders. */
  readonly isShallow?: boolean;
  /** Says what would be mended, and opens no file. */
  readonly isDryRun?: boolean;
  /** Patterns of what to leave out, each ended by a NUL. */
  readonly excludes?: Buffer;
  readonly signal: AbortSignal;
  onItem(item: Itemised): void;
  onVanished(path: ByteName): void;
  onAttributeLost(path: ByteName): void;
}

/** Version of the rsync on the path. Throws `copyFailed` where there is none, or an unsafe one that was not allowed. */
export async function checkRsync(allowOld: boolean): Promise<{ version: string; isSafe: boolean }> {
  const version = await versionOf();
  const isSafe = !isOlder(version, SAFE_VERSION);
  if (!isSafe && !allowOld) {
    throw new Failure(
      'copyFailed',
      `rsync ${version} can be led out of a home by whoever writes to it; ${SAFE_VERSION.join('.')} or later is needed (--allow-old-rsync uses it all the same).`,
    );
  }
  return { version, isSafe };
}

async function versionOf(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('rsync', ['--version'], { env: environment() });
    const version = /^rsync\s+version v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    if (version) return version;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new Failure('copyFailed', 'rsync is not installed where the migrator runs.', { cause: error });
  }
  throw new Failure('copyFailed', 'The rsync that is installed does not tell its version.');
}

function isOlder(version: string, than: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  const at = than.findIndex((part, index) => parts[index] !== part);
  return at >= 0 && (parts[at] ?? 0) < (than[at] ?? 0);
}

/**
 * Copies everything below one held folder into another: links as links, hard links, holes, FIFOs, times, modes, ACLs and
 * user attributes; no devices, no other file system. Owners stay the runner's. rsync gets the folders themselves and no path to them.
 * Throws `copyFailed`, `outOfSpace`, `stopped`, or `Hung`.
 */
export async function runRsync(run: RsyncRun): Promise<void> {
  throwIfStopped(run.signal);
  const guard = startGuard();
  const child = spawn('rsync', rsyncArguments(run), {
    cwd: `/proc/self/fd/${run.from}`,
    stdio: ['pipe', 'pipe', 'pipe', run.from, run.to, run.lock],
    env: environment(),
    // A process group of its own: a Ctrl-C reaches the migrator alone, and ending the group ends all of rsync.
    detached: true,
  });
  if (child.pid !== undefined) guard.watch(child.pid);
  child.stdin?.on('error', () => {});
  child.stdin?.end(run.excludes);
  const cwd = Buffer.from(readlinkSync(`/proc/self/fd/${run.from}`, 'buffer')).toString('latin1');
  const complaints: { line: string; complaint: Complaint }[] = [];
  eachLine(child.stdout, /\n/, (line) => {
    const item = parseItem(line);
    if (item) run.onItem(item);
  });
  eachLine(child.stderr, /\n/, (line) => {
    const complaint = parseComplaint(line, cwd);
    if (complaint.type === 'vanished') run.onVanished(complaint.path);
    if (complaint.type === 'attributeLost') run.onAttributeLost(complaint.path);
    const isFirst = !complaints.some((known) => known.complaint.type === complaint.type);
    if (complaints.length < 1000 || isFirst) complaints.push({ line, complaint });
  });
  const ended = await endOf(child, run, guard);
  judge(ended, complaints);
}

const rsyncArguments = (run: RsyncRun): string[] => [
  ...(run.isShallow ? ['-lptgoDHS', '--dirs'] : ['-aHS']),
  ...(run.hasAttributes ? ['-AX'] : []),
  ...(run.isDryRun ? ['--dry-run'] : []),
  ...[
    `--modify-window=${windowFor(run.timeStep)}`,
    '--numeric-ids',
    '--no-owner',
    '--no-group',
    '--no-devices',
    '--no-specials',
    '--one-file-system',
  ],
  // Without it -X also tries attributes that only a wholly privileged process may set, and fails.
  '--filter=-xr! user.*',
  ...(run.keepSetId ? [] : ['--chmod=Fu-s,Fg-s']),
  ...(run.keepAccessTimes ? ['--open-noatime'] : []),
  ...(run.excludes ? ['--from0', '--exclude-from=-'] : []),
  ...(run.bytesPerSecond === undefined ? [] : [`--bwlimit=${Math.max(1, Math.floor(run.bytesPerSecond / 1024))}`]),
  ...['--outbuf=L', `--out-format=${OUT_FORMAT}`],
  ...['--', './', '/proc/self/fd/4/'],
];

/**
 * Times to the nanosecond where the file system keeps them: a file that was written to since the bulk pass looked at it differs,
 * however short that is ago. Else by whole seconds that may lie apart, or everything would be brought twice.
 */
const windowFor = (timeStep: number): number => (timeStep <= 1 ? -1 : Math.ceil(timeStep / 1e9) - 1);

/** rsync neither worked nor waited for a disk: it opened a FIFO, most likely, that was a file when it looked. */
export class Hung extends Failure {
  constructor() {
    super(
      'copyFailed',
      'rsync hung: it neither worked nor waited for a disk. A file may have been swapped for a FIFO.',
    );
  }
}

interface End {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly isHung: boolean;
}

function endOf(child: ChildProcess, run: RsyncRun, guard: Guard): Promise<End> {
  let isHung = false;
  const stopWatching =
    child.pid === undefined
      ? () => {}
      : watchForHang(child.pid, run.hungAfter, () => {
          isHung = true;
          end(child, 'SIGKILL');
        });
  let lastWord: NodeJS.Timeout | undefined;
  const stop = () => {
    end(child, 'SIGTERM');
    lastWord = setTimeout(() => end(child, 'SIGKILL'), END_GRACE_MS).unref();
  };
  run.signal.addEventListener('abort', stop, { once: true });
  return new Promise<End>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, killedBy) => resolve({ code, killedBy, isHung }));
  }).finally(() => {
    stopWatching();
    guard.dismiss();
    // Its number may be somebody else's by then.
    clearTimeout(lastWord);
    run.signal.removeEventListener('abort', stop);
    throwIfStopped(run.signal);
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** 23 is some entries not copied, 24 some vanished. What was not copied for a reason that is none of ours is found again at verification. */
function judge(ended: End, complaints: readonly { line: string; complaint: Complaint }[]): void {
  if (ended.isHung) throw new Hung();
  if (ended.code === 0 || ended.code === 24) return;
  const full = complaints.find(({ complaint }) => complaint.type === 'full');
  if (full) {
    const what =
      full.complaint.type === 'full' && full.complaint.quota
        ? 'The quota of the new home is reached'
        : 'The new home is full';
    throw new Failure('outOfSpace', `${what}. The partial copy is kept.`);
  }
  const bad = complaints.filter(({ complaint }) => complaint.type === 'other');
  if (ended.code === 23 && bad.length === 0) return;
  const how = ended.code === null ? `was ended by ${ended.killedBy}` : `ended with ${ended.code}`;
  const why = bad[0] ?? complaints[0];
  throw new Failure('copyFailed', `rsync ${how}${why ? `: ${shown(why.line)}` : ''}.`);
}

const shown = (line: string): string => {
  const text = printable(line).replace(/\.$/, '');
  return text.length <= 600 ? text : `${text.slice(0, 200)}…${text.slice(-300)}`;
};

function eachLine(stream: Readable | null, end: RegExp, onLine: (line: string) => void): void {
  let rest = '';
  stream?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split(end);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream?.on('end', () => rest !== '' && onLine(rest));
}
