import { closeSync, constants } from 'node:fs';
import type { LocateRequest } from './arguments.ts';
import { toByteName } from './byte-name.ts';
import { type Entry, isSameInode, look } from './entry.ts';
import { codeOf, Failure, failureOf } from './failure.ts';
import { factsOf, homeFailure, openVolume, ownerOf } from './homes.ts';
import type { Facts } from './outcome.ts';
import { O_PATH, openBeneath } from './syscalls.ts';

/**
 * Looks at every folder on the way to both homes, below the volume's root and through no link, so that a mistyped name never
 * becomes an empty home. Throws `noOldHome`, `noNewHome` or `unsafeHome`. Fills `facts`.
 */
export function locate(request: LocateRequest, facts: Facts): void {
  const { oldPath, newPath } = request;
  if (oldPath !== undefined && newPath !== undefined) refuseNested(oldPath, newPath);
  const volume = openVolume(request.volume);
  try {
    const old = oldPath === undefined ? undefined : chain(volume, oldPath, 'old');
    const fresh = newPath === undefined ? undefined : chain(volume, newPath, 'new');
    facts.oldHome = old ? factsOf(old.home) : null;
    facts.newHome = fresh ? factsOf(fresh.home) : null;
    if (!old || !fresh) return;
    refuseSame(old, fresh);
    facts.owner = ownerOf(request.owner, old.home, fresh.home);
  } finally {
    closeSync(volume);
  }
}

/** The folders from the volume's root down to a home. */
interface Chain {
  readonly above: readonly Entry[];
  readonly home: Entry;
}

function chain(volume: number, path: string, which: 'old' | 'new'): Chain {
  const names = path.split('/');
  const above: Entry[] = [];
  for (let length = 1; length < names.length; length++) {
    above.push(lookBeneath(volume, names.slice(0, length).join('/'), which));
  }
  return { above, home: lookBeneath(volume, path, which) };
}

function lookBeneath(volume: number, path: string, which: 'old' | 'new'): Entry {
  try {
    const dir = openBeneath(volume, toByteName(path), O_PATH | constants.O_DIRECTORY);
    try {
      return look(dir, '');
    } finally {
      closeSync(dir);
    }
  } catch (error) {
    throw homeFailure(codeOf(error), which) ?? failureOf(error, 'unexpected', `looking for the ${which} home`);
  }
}

function refuseNested(oldPath: string, newPath: string): void {
  if (oldPath === newPath) throw new Failure('unsafeHome', 'The old home and the new home are the same folder.');
  if (`${oldPath}/`.startsWith(`${newPath}/`))
    throw new Failure('unsafeHome', 'The old home lies inside the new home.');
  if (`${newPath}/`.startsWith(`${oldPath}/`))
    throw new Failure('unsafeHome', 'The new home lies inside the old home.');
}

/** Two spellings can name one folder: file systems that ignore case, mounts inside the volume. */
function refuseSame(old: Chain, fresh: Chain): void {
  if (isSameInode(old.home, fresh.home)) {
    throw new Failure('unsafeHome', 'The old home and the new home are the same folder.');
  }
  if (old.above.some((entry) => isSameInode(entry, fresh.home))) {
    throw new Failure('unsafeHome', 'The old home lies inside the new home.');
  }
  if (fresh.above.some((entry) => isSameInode(entry, old.home))) {
    throw new Failure('unsafeHome', 'The new home lies inside the old home.');
  }
}
