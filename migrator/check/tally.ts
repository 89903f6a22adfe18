import type { ByteName } from '../byte-name.ts';
import { isOfRehome, type RehomeFolder } from './rehome-folder.ts';

/** At most this many places of each list are kept; all are counted. */
export const KEPT_PLACES = 100;
/** Sizes are kept of folders down to this depth. */
export const SIZED_DEPTH = 3;
/** When there are more of them than this, the smaller half goes: an estimate where a home has very many folders near its top. */
const MOST_SIZES = 8192;
const MOST_OWNERS = 1024;

export interface Place {
  readonly path: ByteName;
  readonly detail: string;
}
/** A list that is cut: how many there are, and the first of them. */
export interface Places {
  count: number;
  readonly first: Place[];
}
export interface Amount {
  files: number;
  bytes: number;
}
/** A file with several names: it counts once, and takes room in a copy as long as one of its names is copied. */
export interface Linked {
  readonly bytes: number;
  readonly onDisk: number;
  readonly needed: number;
  /** The folder to whose size it counts. */
  readonly folder: ByteName;
  /** The excludes, as bits, that leave one of its names in. */
  kept: number;
}
export type PlaceList = 'leaving' | 'absolute' | 'environments' | 'secrets' | 'unreadable';

/**
 * What was found in some folders of one home: plain data that can go from one thread to another. Two tallies of different
 * folders of a home make one by `merge`.
 */
export interface Tally {
  readonly counts: Record<Count, number>;
  readonly lists: Record<PlaceList, Places>;
  /** What each exclude would leave out, by its bit; bytes of linked files come at the end. */
  readonly excluded: Amount[];
  /** What would be copied, without linked files. */
  readonly needed: { files: number; bytes: number; inodes: number };
  readonly sizes: Map<ByteName, Amount>;
  readonly owners: Map<string, number>;
  readonly linked: Map<number | bigint, Linked>;
  /** Folders that Rehome made, and the sizes of all that have such a name. */
  readonly rehome: RehomeFolder[];
  readonly rehomeSizes: Map<ByteName, Amount>;
  depth: number;
  longestPath: number;
}
type Count =
  | ('files' | 'folders' | 'bytes' | 'bytesOnDisk' | 'links' | 'sockets' | 'devices' | 'fifos')
  | ('hardLinks' | 'setId' | 'withAcl');

export const emptyTally = (excludes: number): Tally => ({
  counts: {
    ...{ files: 0, folders: 0, bytes: 0, bytesOnDisk: 0, links: 0, sockets: 0, devices: 0, fifos: 0 },
    ...{ hardLinks: 0, setId: 0, withAcl: 0 },
  },
  lists: { leaving: none(), absolute: none(), environments: none(), secrets: none(), unreadable: none() },
  excluded: Array.from({ length: excludes }, () => ({ files: 0, bytes: 0 })),
  needed: { files: 0, bytes: 0, inodes: 0 },
  ...{ sizes: new Map(), owners: new Map(), linked: new Map(), rehome: [], rehomeSizes: new Map() },
  ...{ depth: 0, longestPath: 0 },
});
const none = (): Places => ({ count: 0, first: [] });

/** Adds what another tally of the same home found to one, and returns that one. */
export function merge(into: Tally, from: Tally): Tally {
  for (const key of keysOf(into.counts)) into.counts[key] += from.counts[key];
  for (const key of keysOf(into.needed)) into.needed[key] += from.needed[key];
  for (const key of keysOf(into.lists)) for (const place of from.lists[key].first) addPlace(into, key, place, 0);
  for (const key of keysOf(into.lists)) into.lists[key].count += from.lists[key].count;
  for (const [bit, amount] of from.excluded.entries()) addTo(into.excluded[bit], amount.files, amount.bytes);
  for (const [path, { files, bytes }] of from.sizes) addSize(into, path, files, bytes);
  for (const [owner, entries] of from.owners) addOwner(into, owner, entries);
  for (const [inode, linked] of from.linked) mergeLinked(into, inode, linked);
  for (const folder of from.rehome) addRehome(into, folder);
  into.depth = Math.max(into.depth, from.depth);
  into.longestPath = Math.max(into.longestPath, from.longestPath);
  return into;
}

/** A file that both found counted twice until here. */
function mergeLinked(into: Tally, inode: number | bigint, linked: Linked): void {
  const known = into.linked.get(inode);
  if (!known) {
    into.linked.set(inode, { ...linked });
    return;
  }
  known.kept |= linked.kept;
  into.counts.hardLinks += 1;
  into.counts.bytes -= linked.bytes;
  into.counts.bytesOnDisk -= linked.onDisk;
  for (const path of sizedFolders(linked.folder)) {
    addTo(into.sizes.get(path), 0, -linked.bytes);
    addTo(into.rehomeSizes.get(path), 0, -linked.bytes);
  }
}

export function addPlace(tally: Tally, list: PlaceList, place: Place, counted = 1): void {
  const places = tally.lists[list];
  places.count += counted;
  if (places.first.length < KEPT_PLACES) places.first.push(place);
}

export const addRehome = (tally: Tally, folder: RehomeFolder): void => {
  if (tally.rehome.length < KEPT_PLACES) tally.rehome.push(folder);
};

/** Adds to the size of one folder. */
export function addSize(tally: Tally, path: ByteName, files: number, bytes: number): void {
  const size = tally.sizes.get(path);
  if (size) addTo(size, files, bytes);
  else tally.sizes.set(path, { files, bytes });
  if (tally.sizes.size > MOST_SIZES) dropSmaller(tally.sizes, ({ bytes }) => bytes);
  if (path.includes('/') || !isOfRehome(path)) return;
  const ofRehome = tally.rehomeSizes.get(path);
  if (ofRehome) addTo(ofRehome, files, bytes);
  else if (tally.rehomeSizes.size < KEPT_PLACES) tally.rehomeSizes.set(path, { files, bytes });
}

export function addOwner(tally: Tally, owner: string, entries: number): void {
  tally.owners.set(owner, (tally.owners.get(owner) ?? 0) + entries);
  if (tally.owners.size > MOST_OWNERS) dropSmaller(tally.owners, (entries) => entries);
}

/** The folders whose sizes are kept from the top down to this one; none for the home itself. */
export function sizedFolders(folder: ByteName): ByteName[] {
  const found: ByteName[] = [];
  for (let at = 0; at >= 0 && found.length < SIZED_DEPTH && folder !== ''; ) {
    const slash = folder.indexOf('/', at);
    found.push(slash < 0 ? folder : folder.slice(0, slash));
    at = slash < 0 ? -1 : slash + 1;
  }
  return found;
}

const addTo = (amount: Amount | undefined, files: number, bytes: number): void => {
  if (!amount) return;
  amount.files += files;
  amount.bytes += bytes;
};

function dropSmaller<V>(map: Map<string, V>, sizeOf: (value: V) => number): void {
  const sorted = [...map].sort(([, one], [, other]) => sizeOf(one) - sizeOf(other));
  for (const [key] of sorted.slice(0, Math.floor(sorted.length / 2))) map.delete(key);
}

const keysOf = <T extends object>(object: T): (keyof T)[] => Object.keys(object) as (keyof T)[];
