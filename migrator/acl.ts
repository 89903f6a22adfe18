/**
 * POSIX ACLs as extended attributes hold them: a version, then entries of tag, permissions and id.
 * https://github.com/torvalds/linux/blob/master/include/uapi/linux/posix_acl_xattr.h
 */
const HEADER = 4;
const ENTRY = 8;
const TAG_USER = 0x02;

export const ACL_KEYS = ['system.posix_acl_access', 'system.posix_acl_default'] as const;

interface AclEntry {
  readonly tag: number;
  readonly permissions: number;
  readonly id: number;
}

export interface Handover {
  readonly value: Buffer;
  /** Whether the new user had an entry already, and both became one with only what both allowed. */
  readonly merged: boolean;
}

/** An ACL in which the old user's entry is the new user's; undefined where it has none. All other entries stay. */
export function handOverAcl(value: Buffer, oldUid: number, newUid: number): Handover | undefined {
  if (oldUid === newUid) return undefined;
  const entries = entriesOf(value);
  const isUser = (entry: AclEntry, uid: number) => entry.tag === TAG_USER && entry.id === uid;
  const given = entries.find((entry) => isUser(entry, oldUid));
  if (!given) return undefined;
  const had = entries.find((entry) => isUser(entry, newUid));
  const permissions = given.permissions & (had?.permissions ?? given.permissions);
  const others = entries.filter((entry) => entry !== given && entry !== had);
  const all = [...others, { tag: TAG_USER, permissions, id: newUid }];
  return { value: bytesOf(value, all), merged: had !== undefined };
}

/** Whether two ACLs say the same, whatever the order of their entries. */
export function isSameAcl(a: Buffer, b: Buffer): boolean {
  const text = (value: Buffer): string =>
    entriesOf(value)
      .map(({ tag, permissions, id }) => `${tag}:${permissions}:${id}`)
      .sort()
      .join();
  return text(a) === text(b);
}

function entriesOf(value: Buffer): AclEntry[] {
  const entries: AclEntry[] = [];
  for (let at = HEADER; at + ENTRY <= value.length; at += ENTRY) {
    const id = value.readUInt32LE(at + 4);
    entries.push({ tag: value.readUInt16LE(at), permissions: value.readUInt16LE(at + 2), id });
  }
  return entries;
}

/** The kernel takes entries in order of tag; tools expect them in order of id within a tag. */
function bytesOf(original: Buffer, entries: readonly AclEntry[]): Buffer {
  const sorted = [...entries].sort((a, b) => a.tag - b.tag || a.id - b.id);
  const value = Buffer.alloc(HEADER + sorted.length * ENTRY);
  original.copy(value, 0, 0, HEADER);
  for (const [index, { tag, permissions, id }] of sorted.entries()) {
    value.writeUInt16LE(tag, HEADER + index * ENTRY);
    value.writeUInt16LE(permissions, HEADER + index * ENTRY + 2);
    value.writeUInt32LE(id, HEADER + index * ENTRY + 4);
  }
  return value;
}
