import { type ByteName, joinBytes } from '../byte-name.ts';
import type { JobWorker, Task, WorkerContext } from '../crew/job.ts';
import { Dirents, nameOf } from '../dirents.ts';
import { look } from '../entry.ts';
import { codeOf, failureOf } from '../failure.ts';
import { close } from '../file-calls.ts';
import { openFolderBeneath } from '../open-path.ts';
import { type CheckedHome, countEntry } from './count-entry.ts';
import { environmentIn, TELLING } from './environment.ts';
import { excludeRows } from './exclude-rows.ts';
import { addPlace, emptyTally, type Tally } from './tally.ts';

export interface CheckSetup {
  readonly home: number;
  readonly device: string;
  /** Absolute paths that mean this home. */
  readonly paths: readonly ByteName[];
  readonly excludes: readonly string[];
}

/** Gone, or something else by now: as if it had never been seen. */
const VANISHED = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ESTALE']);
/** Files with several names that a worker remembers before it hands over what it has found so far. */
const MOST_LINKED = 16_384;

/**
 * Looks at everything in a home and changes nothing. What cannot be looked at is in the tally; only a home that cannot be
 * opened at all ends the job. A tally that grows large is told at once, and another one begun.
 */
export function checkJob(setup: CheckSetup, context: WorkerContext): JobWorker<Tally> {
  const home: CheckedHome = { device: setup.device, paths: setup.paths, rows: excludeRows(setup.excludes) };
  const dirents = new Dirents();
  let tally = emptyTally(home.rows.length);

  function refuse(path: ByteName, error: unknown): void {
    const code = codeOf(error);
    if (code === undefined || path === '') throw failureOf(error, 'unexpected', 'looking at a home');
    if (!VANISHED.has(code)) addPlace(tally, 'unreadable', { path, detail: code });
  }

  function lookAt(dir: number, name: ByteName, path: ByteName, above: number, found: Task[]): void {
    try {
      const entry = look(dir, name);
      const out = countEntry(home, tally, { dir, name, path, entry, above });
      if (entry.type === 'folder') {
        if (entry.device === home.device) found.push({ path, mark: out });
        return;
      }
      context.count('files', 1);
      // Which name of a file with several comes first is seen at the end.
      if (entry.type === 'file' && entry.links === 1) context.count('bytes', entry.size);
    } catch (error) {
      refuse(path, error);
    }
  }

  function lookInto(dir: number, path: ByteName, above: number): readonly Task[] {
    const found: Task[] = [];
    const telling: ByteName[] = [];
    dirents.each(dir, (bytes) => {
      context.throwIfStopped();
      const name = nameOf(bytes);
      if (TELLING.has(name)) telling.push(name);
      lookAt(dir, name, joinBytes(path, name), above, found);
      if (tally.linked.size >= MOST_LINKED) handOver();
    });
    const environment = path === '' ? undefined : environmentIn(dir, path, telling);
    if (environment) addPlace(tally, 'environments', { path, detail: environment });
    return found;
  }

  function handOver(): void {
    context.tell(tally);
    tally = emptyTally(home.rows.length);
  }

  return {
    run({ path, mark = 0 }) {
      let dir: number | undefined;
      try {
        dir = openFolderBeneath(setup.home, path);
        return lookInto(dir, path, mark);
      } catch (error) {
        refuse(path, error);
        return [];
      } finally {
        if (dir !== undefined) close(dir);
      }
    },
    finish: () => tally,
  };
}
