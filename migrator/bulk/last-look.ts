import { joinBytes } from '../byte-name.ts';
import type { WorkerContext } from '../crew/job.ts';
import { nameOf } from '../dirents.ts';
import { codeOf } from '../failure.ts';
import { whyUnreadable } from '../readable.ts';
import { KIND, kindOf, modeOf, SET_ID } from '../stat-fields.ts';
import { statBuffer, statx } from '../syscalls.ts';
import { CAPABILITY } from '../verify/attributes.ts';
import { listXattrs } from '../xattr-calls.ts';
import type { FolderPair } from './bulk-job.ts';

/** Notes what a copy leaves out of one entry, as the comparison at the end would. For runs that compare nothing. */
export class LastLook {
  readonly #context: WorkerContext;
  readonly #keepSetId: boolean;
  readonly #stat = statBuffer();

  constructor(context: WorkerContext, keepSetId: boolean) {
    this.#context = context;
    this.#keepSetId = keepSetId;
  }

  at(folder: FolderPair, bytes: Buffer): void {
    const path = joinBytes(folder.path, nameOf(bytes));
    let kind: number;
    try {
      kind = kindOf(statx(folder.from, bytes, this.#stat));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      return;
    }
    if (kind === KIND.socket) this.#context.note('socket', path, 'A socket is not copied.');
    else if (kind === KIND.file || kind === KIND.folder) this.#lookInto(folder, bytes, path, kind);
    else if (kind !== KIND.link && kind !== KIND.fifo) this.#context.note('device', path, 'A device is not copied.');
  }

  #lookInto(folder: FolderPair, bytes: Buffer, path: string, kind: number): void {
    const code = whyUnreadable(folder.from, nameOf(bytes));
    if (code !== undefined) this.#context.note('unreadable', path, `It may not be read (${code}).`);
    if (kind !== KIND.file) return;
    const mode = modeOf(this.#stat) & 0o7777;
    if (!this.#keepSetId && (mode & SET_ID) !== 0) {
      this.#context.note('setIdRemoved', path, `Its mode was ${mode.toString(8)}.`);
    }
    if (listXattrs(folder.from, bytes).includes(CAPABILITY)) {
      this.#context.note('capabilityLost', path, 'Its capabilities are not copied: they would be the new user’s.');
    }
  }
}
