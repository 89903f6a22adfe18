import { presetWord } from '#lib/migrations/exclude-presets.ts';
import { whichMatches } from '#lib/migrations/excludes.ts';
import { ACL_KEYS } from '../acl.ts';
import { type ByteName, printable } from '../byte-name.ts';
import { type Entry, type EntryType, hasSetId, keyOf } from '../entry.ts';
import { codeOf } from '../failure.ts';
import { whyUnreadable } from '../readable.ts';
import { readlinkat } from '../syscalls.ts';
import { listXattrs } from '../xattr-calls.ts';
import { ALL, type ExcludeRow, leftOutBy } from './exclude-rows.ts';
import { whereItLeads } from './link-target.ts';
import { rehomeFolder } from './rehome-folder.ts';
import { addOwner, addPlace, addRehome, addSize, sizedFolders, type Tally } from './tally.ts';

/** What is the same for all folders of one home. */
export interface CheckedHome {
  readonly device: string;
  /** Absolute paths that mean this home. */
  readonly paths: readonly ByteName[];
  readonly rows: readonly ExcludeRow[];
}

/** One entry, and the held folder it lies in. */
export interface Found {
  readonly dir: number;
  readonly name: ByteName;
  readonly path: ByteName;
  readonly entry: Entry;
  /** The excludes that leave out the folder it lies in. */
  readonly above: number;
}

/**
 * Adds one entry of a home to a tally. Reads names and attributes, where a link leads and, of staging, its marker. Returns
 * the excludes that leave the entry out, for what lies below it.
 */
export function countEntry(home: CheckedHome, tally: Tally, found: Found): number {
  const { entry, path, name, dir } = found;
  const { counts } = tally;
  const out = leftOutBy(home.rows, found.above, path, entry.type === 'folder');
  counts[KIND[entry.type]] += 1;
  if (entry.type !== 'folder' && entry.type !== 'file') counts.files += 1;
  if (hasSetId(entry)) counts.setId += 1;
  if (entry.type !== 'link' && hasAcl(found)) counts.withAcl += 1;
  tally.longestPath = Math.max(tally.longestPath, path.length);
  addOwner(tally, `${entry.uid}:${entry.gid}`, 1);
  countSize(tally, found, out);
  countSecret(home, tally, found, out);
  if (entry.type === 'link') countLink(home, tally, found);
  if (entry.type === 'file') countUnreadable(tally, found);
  if (entry.type === 'folder') {
    tally.depth = Math.max(tally.depth, path.split('/').length);
    const ofRehome = path === name ? rehomeFolder(dir, name) : undefined;
    if (ofRehome) addRehome(tally, ofRehome);
    if (entry.device !== home.device) {
      addPlace(tally, 'unreadable', { path, detail: 'Another file system is mounted here; it is not looked into.' });
    }
  }
  return out;
}

const KIND: Readonly<Record<EntryType, 'files' | 'folders' | 'links' | 'fifos' | 'sockets' | 'devices'>> = {
  file: 'files',
  folder: 'folders',
  link: 'links',
  fifo: 'fifos',
  socket: 'sockets',
  device: 'devices',
};

function countSize(tally: Tally, { entry, path }: Found, out: number): void {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const bytes = entry.type === 'file' ? entry.size : 0;
  // What a copy writes at least: no hole, and no more than the size.
  const needed = Math.min(entry.allocated, Math.ceil(entry.size / 4096) * 4096);
  const file = entry.type === 'folder' ? 0 : 1;
  const isCopied = entry.type !== 'socket' && entry.type !== 'device';
  const isLinked = entry.links > 1 && file === 1;
  const isFirst = !isLinked || isFirstName(tally, entry, { bytes, needed, folder, isCopied, out });
  for (const sized of sizedFolders(file === 1 ? folder : path)) addSize(tally, sized, file, isFirst ? bytes : 0);
  for (const [row, amount] of tally.excluded.entries()) {
    if ((out & (1 << row)) === 0) continue;
    amount.files += file;
    if (!isLinked) amount.bytes += bytes;
  }
  if (isFirst) {
    tally.counts.bytes += bytes;
    tally.counts.bytesOnDisk += entry.allocated;
  }
  if (!isCopied || (out & ALL) !== 0) return;
  tally.needed.files += file;
  if (isLinked) return;
  tally.needed.bytes += needed;
  tally.needed.inodes += 1;
}

/** Remembers a file with several names; whether this is the first of them. */
function isFirstName(
  tally: Tally,
  entry: Entry,
  {
    bytes,
    needed,
    folder,
    isCopied,
    out,
  }: { bytes: number; needed: number; folder: ByteName; isCopied: boolean; out: number },
): boolean {
  const kept = isCopied ? ~out : ~out & ~ALL;
  const known = tally.linked.get(keyOf(entry));
  if (known) {
    known.kept |= kept;
    tally.counts.hardLinks += 1;
    return false;
  }
  tally.linked.set(keyOf(entry), { bytes, needed, onDisk: entry.allocated, folder, kept });
  return true;
}

function countSecret({ rows }: CheckedHome, tally: Tally, { path, entry, above }: Found, out: number): void {
  const secrets = rows.find(({ word }) => word === presetWord('secrets'));
  if (!secrets || (out & ~above & secrets.bit) === 0) return;
  const isFolder = entry.type === 'folder';
  const pattern = whichMatches(secrets.excludes, path, isFolder)?.text ?? '';
  addPlace(tally, 'secrets', { path: isFolder ? `${path}/` : path, detail: pattern });
}

function countLink(home: CheckedHome, tally: Tally, { dir, name, path }: Found): void {
  const target = readlinkat(dir, name);
  const where = whereItLeads(path, target, home.paths);
  if (where) addPlace(tally, where, { path, detail: printable(target) });
}

/** A file whose mode lets the runner read it is taken at its word; any other is opened, and closed again, to see. */
function countUnreadable(tally: Tally, { dir, name, path, entry }: Found): void {
  const mine = entry.uid === process.geteuid?.() ? 0o400 : 0o004;
  if ((entry.mode & mine) !== 0) return;
  const why = whyUnreadable(dir, name);
  if (why !== undefined) addPlace(tally, 'unreadable', { path, detail: why });
}

function hasAcl({ dir, name }: Found): boolean {
  try {
    return listXattrs(dir, name).some((key) => ACLS.has(key));
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}
const ACLS: ReadonlySet<string> = new Set(ACL_KEYS);
