import { closeSync, constants, writeFileSync } from 'node:fs';
import { folderStamp } from '#lib/migrations/names.ts';
import { NOTE_KINDS } from '#lib/migrations/wire.ts';
import type { CopyRequest } from './arguments.ts';
import { toByteName } from './byte-name.ts';
import { look } from './entry.ts';
import { codeOf } from './failure.ts';
import type { Owner } from './homes.ts';
import type { Reporter } from './reporter.ts';
import { fchmodat, fchownat, openat, setMtime } from './syscalls.ts';
import type { Counted } from './verify/verify.ts';

const RECEIPT = 'REHOME-RECEIPT';

export interface Receipt {
  readonly request: CopyRequest;
  readonly owner: Owner;
  readonly counted: Counted;
  readonly startedAt: Date;
  readonly notes: Reporter['notes'];
}

/**
 * Writes a small text into the copy that tells its owner where it came from. Replaces nothing: where the name is taken, a
 * number is added. The folder's modification time stays that of the original.
 */
export function writeReceipt(tree: number, receipt: Receipt): void {
  const before = look(tree, '');
  const { fd, name } = create(tree);
  try {
    writeFileSync(fd, textOf(receipt));
    fchownat(tree, name, receipt.owner.uid, receipt.owner.gid);
    fchmodat(tree, name, 0o644);
  } finally {
    closeSync(fd);
  }
  setMtime(tree, '.', before.mtime);
}

function create(tree: number): { fd: number; name: string } {
  for (let number = 1; ; number++) {
    const name = toByteName(number === 1 ? `${RECEIPT}.txt` : `${RECEIPT}-${number}.txt`);
    try {
      return { name, fd: openat(tree, name, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

function textOf({ request, owner, counted, startedAt, notes }: Receipt): string {
  const lines = [
    'Rehome copied these files from an old account to a new one.',
    '',
    `Old user:  ${JSON.stringify(request.oldUser).slice(1, -1)}`,
    `New user:  ${JSON.stringify(request.newUser).slice(1, -1)}`,
    `Run:       ${request.run}`,
    `Started:   ${folderStamp(startedAt)}`,
    `Files:     ${counted.files}`,
    `Bytes:     ${counted.bytes}`,
    `Owner:     ${owner.uid}:${owner.gid}`,
    '',
    ...(notes.length === 0 ? ['Everything was copied as it was.'] : ['Everything was copied, except as noted:']),
    ...notes.map(({ kind, count }) => `  ${NOTE_KINDS[kind]}: ${count}`),
    '',
    'This file can be deleted.',
  ];
  return `${lines.join('\n')}\n`;
}
