import { closeSync } from 'node:fs';
import { ACL_KEYS, handOverAcl } from './acl.ts';
import { type ByteName, printable } from './byte-name.ts';
import { type Entry, hasSetId, look } from './entry.ts';
import { codeOf, failureOf } from './failure.ts';
import type { Owner } from './homes.ts';
import { openFolderBeneath } from './open-path.ts';
import type { Pacer } from './pacer.ts';
import type { Reporter } from './reporter.ts';
import type { Staging } from './staging.ts';
import { fchmodat, fchownat, setMtime, unlinkat } from './syscalls.ts';
import { type Visit, walk } from './walk.ts';
import { getXattr, setXattr } from './xattr-calls.ts';

export interface Handing {
  readonly staging: Staging;
  /** Root of the copy as it is before; its owner changes like everything else's. */
  readonly root: Entry;
  readonly owner: Owner;
  /** Whose ACL entries become the new user's. */
  readonly oldUid: number;
  readonly reporter: Reporter;
  readonly pacer: Pacer;
  /** Counts the ACLs in which the old user's entry became the new user's. */
  handedOver: number;
}

/**
 * Gives everything in staging to the new owner, links themselves included, and takes out the sockets that rsync made.
 * Runs where nobody else can reach, so no entry changes between being looked at and being changed. Every inode there is
 * the copy's own: a hard link to something outside cannot exist. Throws `ownershipFailed` or `outOfSpace`.
 */
export async function giveToOwner(handing: Handing): Promise<void> {
  const emptied = new Set<number>();
  await walk(
    handing.staging.tree,
    {
      visit(visit) {
        if (visit.entry.type === 'socket') {
          unlinkat(visit.dir, visit.name);
          emptied.add(visit.dir);
          return false;
        }
        return guarded(handing, visit);
      },
      leave(_path, dir, folder) {
        if (emptied.delete(dir)) setMtime(dir, '.', folder.mtime);
      },
      failed(path, code) {
        // A folder that its owner may not read: the runner is that owner, and could not read the original either.
        if (path !== '' && code === 'EACCES' && process.geteuid?.() !== 0) return;
        throw failureOf(Object.assign(new Error(code), { code }), 'ownershipFailed', `opening “${printable(path)}”`);
      },
    },
    handing.pacer,
  );
  guarded(handing, { dir: handing.staging.tree, name: '', path: '', entry: handing.root });
}

/** Gives some entries to the new owner: those that somebody else than the bulk pass has made, and those with an ACL. */
export async function giveEach(handing: Handing, paths: Iterable<ByteName>): Promise<void> {
  for (const path of paths) {
    if (handing.pacer.isDue()) await handing.pacer.rest();
    const cut = path.lastIndexOf('/');
    const name = path.slice(cut + 1);
    const folder = path.slice(0, Math.max(0, cut));
    try {
      inFolder(handing.staging.tree, folder, (dir) => guarded(handing, { dir, name, path, entry: look(dir, name) }));
    } catch (error) {
      // rsync said that it made it, and took it away again: verification judges that.
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') continue;
      throw failureOf(error, 'ownershipFailed', `giving “${printable(path)}” to its owner`);
    }
  }
}

function inFolder(tree: number, path: ByteName, work: (dir: number) => void): void {
  const dir = openFolderBeneath(tree, path);
  try {
    work(dir);
  } finally {
    closeSync(dir);
  }
}

function guarded(handing: Handing, { dir, name, path, entry }: Omit<Visit, 'depth'>): true {
  try {
    give(handing, dir, name, entry);
    if (entry.type !== 'link') handOver(handing, { dir, name, path, entry });
    return true;
  } catch (error) {
    throw failureOf(
      error,
      'ownershipFailed',
      `giving “${printable(path) || '.'}” to ${handing.owner.uid}:${handing.owner.gid}`,
    );
  }
}

function give({ owner }: Handing, dir: number, name: string, entry: Entry): void {
  if (entry.uid === owner.uid && entry.gid === owner.gid) return;
  fchownat(dir, name, owner.uid, owner.gid);
  // A change of owner clears set-id bits, which the policy may have kept.
  if (hasSetId(entry)) fchmodat(dir, name, entry.mode);
}

function handOver(handing: Handing, { dir, name, path, entry }: Omit<Visit, 'depth'>): void {
  for (const key of ACL_KEYS) {
    if (key === 'system.posix_acl_default' && entry.type !== 'folder') continue;
    const value = getXattr(dir, name, key);
    const changed = value && handOverAcl(value, handing.oldUid, handing.owner.uid);
    if (!changed) continue;
    setXattr(dir, name, key, changed.value);
    handing.handedOver += 1;
    if (changed.merged) {
      handing.reporter.note(
        'aclMerged',
        path,
        'Old and new user both had an ACL entry; only what both allowed was kept.',
      );
    }
  }
}
