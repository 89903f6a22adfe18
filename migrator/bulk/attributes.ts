import { ACL_KEYS } from '../acl.ts';
import { nameOf } from '../dirents.ts';
import { codeOf } from '../failure.ts';
import { getXattr, getXattrOf, listXattrs, listXattrsOf, setXattr, setXattrOf } from '../xattr-calls.ts';

const ACLS: ReadonlySet<string> = new Set(ACL_KEYS);

/** What the settle pass is left to judge: it tries again and says what it cannot do. */
const FOR_THE_SETTLE_PASS: ReadonlySet<string | undefined> = new Set([
  ...['EOPNOTSUPP', 'ENOTSUP', 'EPERM', 'EACCES', 'ENOSPC', 'E2BIG', 'ERANGE', 'EINVAL', 'ENODATA'],
]);

/** What an entry has of attributes: none at all, none that a copy has too, some that it has, an ACL among them. */
export const ATTRIBUTES = { none: 0, foreign: 1, some: 2, withAcl: 3 } as const;
export type HasAttributes = (typeof ATTRIBUTES)[keyof typeof ATTRIBUTES];

export function attributesAmong(keys: readonly string[]): HasAttributes {
  if (keys.length === 0) return ATTRIBUTES.none;
  if (keys.some((key) => ACLS.has(key))) return ATTRIBUTES.withAcl;
  return keys.some((key) => key.startsWith('user.')) ? ATTRIBUTES.some : ATTRIBUTES.foreign;
}

/** Copies a person's attributes and ACLs, as they are, from one open file or folder to another. */
export function copyXattrs(from: number, to: number): HasAttributes {
  const keys = listXattrsOf(from);
  if (keys.length === 0) return ATTRIBUTES.none;
  for (const key of keys) {
    if (!ACLS.has(key) && !key.startsWith('user.')) continue;
    try {
      const value = getXattrOf(from, key);
      if (value) setXattrOf(to, key, value);
    } catch (error) {
      if (!FOR_THE_SETTLE_PASS.has(codeOf(error))) throw error;
    }
  }
  return attributesAmong(keys);
}

/** The same of an entry that is not to be opened, a FIFO: it may have ACLs and nothing else. */
export function copyAcl(from: number, name: Buffer, to: number, as: Buffer): HasAttributes {
  const keys = listXattrs(from, name);
  for (const key of keys) {
    if (!ACLS.has(key)) continue;
    try {
      const value = getXattr(from, nameOf(name), key);
      if (value) setXattr(to, nameOf(as), key, value);
    } catch (error) {
      if (!FOR_THE_SETTLE_PASS.has(codeOf(error))) throw error;
    }
  }
  return attributesAmong(keys);
}
