import { type ByteName, joinBytes, printable } from '../byte-name.ts';
import type { JobWorker, Task, WorkerContext } from '../crew/job.ts';
import { Dirents, nameOf } from '../dirents.ts';
import { excluder } from '../excludes.ts';
import { codeOf, Failure, failureOf } from '../failure.ts';
import { close } from '../file-calls.ts';
import { openFolderBeneath } from '../open-path.ts';
import { InodeTimes } from '../scan/inode-times.ts';
import { MEANT_FOR_LATER } from '../scan/unreadable.ts';
import { ctimeOf, inodeOf, isSameDevice, KIND, kindOf } from '../stat-fields.ts';
import { statBuffer, statx, statxIfThere } from '../syscalls.ts';
import { EntryComparer } from './entry-comparer.ts';
import type { Differing, VerifySetup, VerifyTally } from './setup.ts';

/**
 * Compares one folder a task, name by name in both directions, without following links. A difference that a change of the
 * old home explains (its ctime is not that of the scan) is a note; any other is told as differing.
 */
export function verifyJob(setup: VerifySetup, context: WorkerContext): JobWorker<VerifyTally> {
  const times = new InodeTimes(setup.times);
  const comparer = new EntryComparer(setup, context);
  const dirents = new Dirents();
  const rootStat = Buffer.from(statx(setup.home, '', statBuffer()));
  const [stat, there] = [statBuffer(), statBuffer()];
  const refused = new Set(setup.refused);
  const isExcluded = excluder(setup.excludes);

  const differ = (path: ByteName, what: string): void => context.tell({ differs: path, what } satisfies Differing);
  const changed = (entry: Buffer): boolean => times.hasChanged(inodeOf(entry), ctimeOf(entry));

  function openOriginal(path: ByteName): number | undefined {
    try {
      return openFolderBeneath(setup.home, path);
    } catch (error) {
      const code = codeOf(error) ?? '';
      if (path === '' || !MEANT_FOR_LATER.has(code)) {
        throw new Failure('copyFailed', `The old home could not be read again to compare it: ${code}.`);
      }
      if (code === 'EACCES' || code === 'EPERM') context.note('unreadable', path, `It may not be read (${code}).`);
      else context.note('changed', path, 'It was replaced or removed while it was compared.');
      return undefined;
    }
  }

  function compareFolder(path: ByteName, from: number, to: number): Task[] {
    statx(from, '', stat);
    if (!isSameDevice(stat, rootStat)) {
      context.note('unreadable', path, 'Another file system is mounted here. Its contents were left out.');
      return [];
    }
    const hasChanged = changed(stat);
    if (path === '') comparer.compareRoot(stat, statx(to, '', there), { from, to }, hasChanged);
    const extra = new Set<ByteName>();
    dirents.each(to, (bytes) => extra.add(nameOf(bytes)));
    const found: Task[] = [];
    const had = times.entriesOf(inodeOf(stat));
    let has = 0;
    dirents.each(from, (bytes) => {
      context.throwIfStopped();
      has += 1;
      const name = nameOf(bytes);
      extra.delete(name);
      const below = compareEntry({ from, to }, bytes, name, joinBytes(path, name));
      if (below) found.push(below);
    });
    for (const name of extra) tellExtra(joinBytes(path, name), hasChanged);
    const gone = had - has - extra.size;
    if (hasChanged && gone > 0) context.note('vanished', path, goneWords(gone));
    return found;
  }

  function compareEntry(
    sides: { from: number; to: number },
    bytes: Buffer,
    name: ByteName,
    path: ByteName,
  ): Task | undefined {
    try {
      statx(sides.from, bytes, stat);
    } catch (error) {
      if (!MEANT_FOR_LATER.has(codeOf(error) ?? '')) throw error;
      return void context.note('changed', path, 'It was replaced or removed while it was compared.');
    }
    const kind = kindOf(stat);
    if (isExcluded?.(path, kind === KIND.folder)) {
      if (statxIfThere(sides.to, bytes, there)) differ(path, 'is excluded and in the copy');
      return undefined;
    }
    if (kind === KIND.socket) return void context.note('socket', path, 'A socket is not copied.');
    if (kind !== KIND.file && kind !== KIND.folder && kind !== KIND.link && kind !== KIND.fifo) {
      return void context.note('device', path, 'A device is not copied.');
    }
    if (refused.has(path)) return undefined;
    if (!statxIfThere(sides.to, bytes, there)) {
      return void comparer.missing(sides.from, name, path, stat, changed(stat));
    }
    const isFolder = kind === KIND.folder && kindOf(there) === KIND.folder;
    try {
      comparer.compare({ ...sides, bytes, name, path, stat, there, hasChanged: changed(stat) });
    } catch (error) {
      // The copy's own entries go nowhere, so it is the original that went.
      if (!MEANT_FOR_LATER.has(codeOf(error) ?? '')) throw error;
      context.note('changed', path, 'It was replaced or removed while it was compared.');
    }
    return isFolder ? { path } : undefined;
  }

  function tellExtra(path: ByteName, hasChanged: boolean): void {
    if (hasChanged)
      context.note('vanished', path, 'It was removed from the old home after it was copied. The copy has it.');
    else differ(path, 'is in the copy only');
  }

  const goneWords = (gone: number): string =>
    gone === 1
      ? 'An entry of this folder was removed before it could be copied.'
      : `${gone} entries of this folder were removed before they could be copied.`;

  return {
    run({ path }) {
      const from = openOriginal(path);
      if (from === undefined) return [];
      context.at(path);
      try {
        let to: number;
        try {
          to = openFolderBeneath(setup.tree, path);
        } catch (error) {
          throw failureOf(error, 'differs', `comparing “${printable(path) || '.'}” in the copy`);
        }
        try {
          return compareFolder(path, from, to);
        } finally {
          close(to);
        }
      } finally {
        close(from);
      }
    },
    finish: () => comparer.tally,
  };
}
