import { ACL_KEYS, handOverAcl, isSameAcl } from '../acl.ts';
import type { ByteName } from '../byte-name.ts';
import type { Name } from '../kernel.ts';
import { getXattr, listXattrs } from '../xattr-calls.ts';

const ACLS: ReadonlySet<string> = new Set(ACL_KEYS);
export const CAPABILITY = 'security.capability';

const isKept = (key: string): boolean => ACLS.has(key) || key.startsWith('user.');

/** The attributes of one entry that a copy has too, and whether it has capabilities, which a copy has not. */
export interface Attributes {
  readonly keys: readonly string[];
  readonly hasCapability: boolean;
}

export const NO_ATTRIBUTES: Attributes = { keys: [], hasCapability: false };

export function attributesOf(dir: number, name: Name): Attributes {
  const all = listXattrs(dir, name);
  return all.length === 0 ? NO_ATTRIBUTES : { keys: all.filter(isKept), hasCapability: all.includes(CAPABILITY) };
}

interface Side {
  readonly dir: number;
  readonly attributes: Attributes;
}

/** The first attribute or ACL in which a copy is not as it should be, the old user's ACL entry being the new user's. */
export function differingAttribute(
  name: ByteName,
  original: Side,
  copy: Side,
  { oldUid, newUid }: { readonly oldUid: number; readonly newUid: number },
): string | undefined {
  const keys = new Set([...original.attributes.keys, ...copy.attributes.keys]);
  for (const key of keys) {
    const [wanted, found] = [getXattr(original.dir, name, key), getXattr(copy.dir, name, key)];
    const isRight =
      wanted !== undefined &&
      found !== undefined &&
      (ACLS.has(key) ? isSameAcl(handOverAcl(wanted, oldUid, newUid)?.value ?? wanted, found) : wanted.equals(found));
    if (!isRight) return ACLS.has(key) ? 'ACL' : `attribute ${key}`;
  }
  return undefined;
}
