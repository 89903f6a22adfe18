import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A digest of what a build reads: every file of these folders, tests and what lies in `out` left out, and these files. */
export function fingerprint(root, folders, files, out = '') {
  const hash = createHash('sha256');
  const below = folders.flatMap((folder) => filesBelow(root, folder));
  const all = [...below.filter((name) => out === '' || !name.startsWith(join(out, '/'))), ...files];
  for (const file of all.filter((name) => existsSync(join(root, name)))) {
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest(),
    );
  }
  return hash.digest('hex');
}

function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

const stampIn = (folder) => join(folder, '.rehome-build');

/** Whether what a folder holds was built from sources of this fingerprint. */
export function isStamped(folder, wanted) {
  return existsSync(stampIn(folder)) && readFileSync(stampIn(folder), 'utf8') === `${wanted}\n`;
}

/** Says what a folder was built from, or, for `undefined`, that it is not finished. */
export function stamp(folder, wanted) {
  rmSync(stampIn(folder), { force: true });
  if (wanted !== undefined) writeFileSync(stampIn(folder), `${wanted}\n`);
}
