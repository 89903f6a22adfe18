import { type ByteName, joinBytes, printable } from '../byte-name.ts';
import type { JobWorker, Task, WorkerContext } from '../crew/job.ts';
import { DIRENT, Dirents, nameOf } from '../dirents.ts';
import { excluder } from '../excludes.ts';
import { codeOf, failureOf } from '../failure.ts';
import { close, fchmod, fchown, futimens } from '../file-calls.ts';
import { rootMode } from '../homes.ts';
import { openFolderBeneath } from '../open-path.ts';
import { MEANT_FOR_LATER } from '../scan/unreadable.ts';
import { isSameDevice, KIND, kindOf, modeOf, timesOf } from '../stat-fields.ts';
import { statBuffer, statx, statxIfThere } from '../syscalls.ts';
import { listXattrsOf } from '../xattr-calls.ts';
import { attributesAmong, copyXattrs } from './attributes.ts';
import { EntryCopier } from './entry-copier.ts';
import { removeEntry, removeExtras } from './extras.ts';
import { Findings, tellingName } from './findings.ts';
import { LastLook } from './last-look.ts';
import type { BulkSetup, BulkTally } from './setup.ts';

/** A name that the new home's file system does not take. */
const REFUSED: ReadonlySet<string> = new Set(['EINVAL', 'ENAMETOOLONG', 'EILSEQ', 'EOVERFLOW']);
/** More names than one inode may have there. */
const FOR_THE_SETTLE_PASS: ReadonlySet<string> = new Set([...MEANT_FOR_LATER, 'EMLINK']);

/** The folder of a task, on both sides. */
export interface FolderPair {
  readonly path: ByteName;
  readonly from: number;
  readonly to: number;
}

/**
 * The bulk pass: each task brings one folder's entries into the copy, whole and with all their attributes, or one large
 * file. What it does not understand or finds swapped it leaves to the settle pass, which proves that nothing was missed.
 */
export function bulkJob(setup: BulkSetup, context: WorkerContext): JobWorker<BulkTally> {
  const findings = new Findings(context, setup.homePath, setup.oldUser);
  const entries = new EntryCopier(setup, context, findings);
  const dirents = new Dirents();
  const isExcluded = excluder(setup.excludes);
  const lastLook = setup.isLastLook ? new LastLook(context, setup.keepSetId) : undefined;
  const rootStat = Buffer.from(statx(setup.home, '', statBuffer()));
  const [folderStat, entryStat] = [statBuffer(), statBuffer()];

  function inFolder(path: ByteName, work: (folder: FolderPair) => Task[]): readonly Task[] {
    let from: number;
    try {
      from = openFolderBeneath(setup.home, path);
    } catch (error) {
      entries.unseen();
      if (FOR_THE_SETTLE_PASS.has(codeOf(error) ?? '')) return [];
      throw failureOf(error, 'copyFailed', `opening “${printable(path)}”`);
    }
    try {
      const to = openFolderBeneath(setup.tree, path);
      try {
        return work({ path, from, to });
      } finally {
        close(to);
      }
    } catch (error) {
      throw failureOf(error, 'copyFailed', `copying “${printable(path) || '.'}”`);
    } finally {
      close(from);
    }
  }

  function bringFolder(folder: FolderPair): Task[] {
    statx(folder.from, '', folderStat);
    // Another file system is mounted here: its contents stay out, and verification says so.
    if (!isSameDevice(folderStat, rootStat)) return [];
    const found: Task[] = [];
    const known = setup.resumed ? new Set<ByteName>() : undefined;
    const telling: ByteName[] = [];
    context.at(folder.path);
    dirents.each(folder.from, (bytes, kind) => {
      context.throwIfStopped();
      if (isExcluded?.(joinBytes(folder.path, nameOf(bytes)), isFolder(folder.from, bytes, kind))) return;
      known?.add(nameOf(bytes));
      lastLook?.at(folder, bytes);
      const name = tellingName(bytes);
      if (name !== undefined) telling.push(name);
      bring(folder, bytes, kind, found);
    });
    if (known) removeExtras(folder.to, known, context);
    findings.folder(folder.from, folder.path, telling);
    finishFolder(folder, folderStat);
    return setup.isShallow ? found.filter(({ file }) => file !== undefined) : found;
  }

  function bring(folder: FolderPair, bytes: Buffer, kind: number, found: Task[]): void {
    if (kind === DIRENT.socket || kind === DIRENT.device || kind === DIRENT.block) return;
    try {
      const task = entries.bring(folder, bytes, kind);
      if (task) found.push(task);
    } catch (error) {
      entries.unseen();
      const code = codeOf(error) ?? '';
      const path = joinBytes(folder.path, nameOf(bytes));
      if (REFUSED.has(code) && !isThere(folder.to, bytes))
        context.note('refusedName', path, `The new home does not take this name (${code}).`);
      else if (!FOR_THE_SETTLE_PASS.has(code)) throw failureOf(error, 'copyFailed', `copying “${printable(path)}”`);
    }
  }

  /** Whether a name was made: then what went wrong was not the name. */
  function isThere(dir: number, bytes: Buffer): boolean {
    try {
      return statxIfThere(dir, bytes, entryStat);
    } catch {
      return false;
    }
  }

  function isFolder(dir: number, bytes: Buffer, kind: number): boolean {
    if (kind !== DIRENT.unknown) return kind === DIRENT.folder;
    return statxIfThere(dir, bytes, entryStat) && kindOf(entryStat) === KIND.folder;
  }

  /** All its names are there by now, so its time stays. */
  function finishFolder({ path, from, to }: FolderPair, stat: Buffer): void {
    entries.heed(copyXattrs(from, to), path);
    if (setup.resumed) entries.heedCopy(attributesAmong(listXattrsOf(to)));
    fchown(to, setup.owner.uid, setup.owner.gid);
    const mode = modeOf(stat) & 0o7777;
    fchmod(to, path === '' ? rootMode(mode) : mode);
    futimens(to, timesOf(stat));
  }

  return {
    run: ({ path, file }) =>
      inFolder(path, (folder) => {
        if (file === undefined) return bringFolder(folder);
        try {
          if (entries.bringLarge(folder, file)) return [];
        } catch (error) {
          if (!FOR_THE_SETTLE_PASS.has(codeOf(error) ?? '')) throw error;
        }
        entries.unseen();
        // It is no file any more: the empty one that was made for it goes, and the settle pass brings what is there now.
        removeEntry(folder.to, file, context);
        return [];
      }),
    finish: () => entries.tally,
  };
}
