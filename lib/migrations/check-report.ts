import { z } from 'zod/mini';

/** What a check (preflight scan) tells of one home or a pair. Sizes are bytes; paths are shown text, relative to the home. */

const count = z.number().check(z.gte(0));
const amount = z.object({ files: count, bytes: count });
/** A list that is cut: how many there are, and the first of them. */
const some = <T extends z.ZodMiniType>(item: T) => z.object({ count, first: z.array(item) });
const place = z.object({ path: z.string(), detail: z.string() });

const homeReport = z.object({
  uid: count,
  gid: count,
  mode: count,
  /** Everything that is no folder, and the apparent size of plain files, each inode once. */
  files: count,
  folders: count,
  bytes: count,
  /** What it takes on disk. */
  bytesOnDisk: count,
  links: count,
  sockets: count,
  devices: count,
  fifos: count,
  /** Names beyond the first of files with several. */
  hardLinks: count,
  setId: count,
  withAcl: count,
  /** How many folders deep, and the longest path in bytes. */
  depth: count,
  longestPath: count,
  /** The largest folders, the largest first, each with everything below it. */
  largest: z.array(z.object({ path: z.string(), files: count, bytes: count })),
  /** Links whose target lies outside the home. */
  leaving: some(place),
  /** Links with an absolute path into this home, which lead to the old home from a copy. */
  absolute: some(place),
  /** Virtual environments, conda environments and kernels that hold absolute paths. */
  environments: some(place),
  /** Files that hold secrets, by their names. */
  secrets: some(place),
  unreadable: some(place),
  /** Owners of the entries, the most entries first. */
  owners: z.array(z.object({ uid: count, gid: count, entries: count })),
  /** Folders that Rehome made: finished copies and partial ones. */
  rehome: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['complete', 'partial']),
      run: z.nullable(z.string()),
      oldUser: z.nullable(z.string()),
      files: count,
      bytes: count,
    }),
  ),
  /** What each preset and the run's own excludes would leave out. */
  savings: z.array(z.object({ exclude: z.string(), files: count, bytes: count })),
});
export type HomeReport = z.output<typeof homeReport>;

export const checkReport = z.object({
  old: z.nullable(homeReport),
  new: z.nullable(homeReport),
  /** Room on the new home's file system. A user's quota is not known. */
  room: z.nullable(z.object({ bytesFree: count, bytesTotal: count, inodesFree: count })),
  /** What the copy needs in the new home, after excludes, and whether it fits with head-room. */
  needed: z.nullable(z.object({ ...amount.shape, inodes: count, fits: z.boolean() })),
  /** Who would own the copy. */
  owner: z.nullable(z.object({ uid: count, gid: count })),
});
export type CheckReport = z.output<typeof checkReport>;

/** Reads a report that was saved. Never throws. */
export function parseCheckReport(text: string): CheckReport | undefined {
  try {
    const parsed = checkReport.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
