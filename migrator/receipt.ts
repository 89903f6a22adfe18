import { closeSync, constants, writeFileSync } from 'node:fs';
import { look } from './entry.ts';
import { codeOf } from './failure.ts';
import type { Owner } from './homes.ts';
import type { NoteFile } from './note-file.ts';
import { type ReceiptFacts, receiptText } from './receipt-text.ts';
import { fchmodat, fchownat, openat, setMtime, unlinkat } from './syscalls.ts';

const RECEIPT = 'REHOME-RECEIPT';
const NOTES = 'REHOME-NOTES';
const HEADING = 'What was left out of this copy or is not as it was: what happened, which entry, and why.\n\n';

export type Receipt = Omit<ReceiptFacts, 'notesFile'> & {
  /** Every note of the run. */
  readonly noteFile: NoteFile | undefined;
};

/**
 * Writes into the copy a small text that tells its owner where it came from and what to check, and beside it a file with every
 * note where there are any. Both belong to the new owner. Replaces nothing: where a name is taken, a number is added. The folder's
 * modification time stays that of the original.
 */
export function writeReceipt(tree: number, { noteFile, ...facts }: Receipt): void {
  const before = look(tree, '');
  const notesFile =
    noteFile === undefined || facts.notes.length === 0
      ? undefined
      : write(tree, NOTES, facts.owner, (fd) => {
          writeFileSync(fd, HEADING);
          noteFile.copyTo(fd);
        });
  write(tree, RECEIPT, facts.owner, (fd) => writeFileSync(fd, receiptText({ ...facts, notesFile })));
  setMtime(tree, '.', before.mtime);
}

/** Makes a file with a free name of that kind, and returns the name. One that cannot be finished is removed. */
function write(tree: number, kind: string, owner: Owner, fill: (fd: number) => void): string {
  const { fd, name } = create(tree, kind);
  try {
    fill(fd);
    fchownat(tree, name, owner.uid, owner.gid);
    fchmodat(tree, name, 0o644);
    return name;
  } catch (error) {
    unlinkat(tree, name);
    throw error;
  } finally {
    closeSync(fd);
  }
}

function create(tree: number, kind: string): { fd: number; name: string } {
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${kind}.txt` : `${kind}-${number}.txt`;
    try {
      return { name, fd: openat(tree, name, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}
