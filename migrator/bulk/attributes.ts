import { ACL_KEYS } from '../acl.ts';
import { codeOf } from '../failure.ts';
import { getXattrOf, listXattrsOf, setXattrOf } from '../xattr-calls.ts';

const ACLS: ReadonlySet<string> = new Set(ACL_KEYS);

/** What the settle pass is left to judge: it tries again and says what it cannot do. */
const FOR_THE_SETTLE_PASS: ReadonlySet<string | undefined> = new Set([
  ...['EOPNOTSUPP', 'ENOTSUP', 'EPERM', 'EACCES', 'ENOSPC', 'E2BIG', 'ERANGE', 'EINVAL', 'ENODATA'],
]);

/** What an original has of attributes that a copy has too. */
export const ATTRIBUTES = { none: 0, some: 1, withAcl: 2 } as const;
export type HasAttributes = (typeof ATTRIBUTES)[keyof typeof ATTRIBUTES];

/** What of these attributes a copy has too. */
export function attributesAmong(keys: readonly string[]): HasAttributes {
  if (keys.some((key) => ACLS.has(key))) return ATTRIBUTES.withAcl;
  return keys.some((key) => key.startsWith('user.')) ? ATTRIBUTES.some : ATTRIBUTES.none;
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
