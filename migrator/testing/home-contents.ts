import { lchownSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Every path below a folder, as bytes in latin1, the folder itself first as the empty path. */
export function pathsBelow(folder: string, below = ''): string[] {
  const found = [below];
  const at = Buffer.from(`${folder}/${below}`, 'latin1');
  for (const entry of readdirSync(at, { withFileTypes: true, encoding: 'buffer' })) {
    const path = (below === '' ? '' : `${below}/`) + entry.name.toString('latin1');
    if (entry.isDirectory()) for (const deeper of pathsBelow(folder, path)) found.push(deeper);
    else found.push(path);
  }
  return found;
}

export const statOf = (folder: string, path: string) =>
  lstatSync(Buffer.from(`${folder}/${path}`, 'latin1'), { bigint: true });

/** What must not change in an old home: attributes and times of every entry, access times of plain files. Reading a link's target always counts as access. */
export function snapshot(home: string): string[] {
  return pathsBelow(home).map((path) => {
    const { mode, uid, gid, size, nlink, ino, mtimeNs, ctimeNs, atimeNs } = statOf(home, path);
    const isFile = (mode & 0o170000n) === 0o100000n;
    return [JSON.stringify(path), mode, uid, gid, size, nlink, ino, mtimeNs, ctimeNs, isFile ? atimeNs : ''].join(' ');
  });
}

/** What must be the same in a copy, one line an entry; contents of small files too. */
export function contentsOf(home: string, skip: (path: string) => boolean): string[] {
  return pathsBelow(home)
    .filter((path) => !skip(path))
    .map((path) => {
      const stat = statOf(home, path);
      const at = Buffer.from(`${home}/${path}`, 'latin1');
      const content = stat.isSymbolicLink()
        ? readlinkSync(at, 'latin1')
        : stat.isFile() && stat.size < 4_000_000n
          ? readFileSync(at, 'latin1')
          : '';
      const size = stat.isDirectory() ? '' : stat.size;
      return [JSON.stringify(path), stat.mode.toString(8), size, stat.mtimeNs, JSON.stringify(content)].join(' ');
    })
    .sort();
}

export function giveAll(home: string, id: number): void {
  for (const path of pathsBelow(home)) lchownSync(Buffer.from(`${home}/${path}`, 'latin1'), id, id);
}
