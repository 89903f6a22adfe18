import { describe, expect, it } from 'vitest';
import { handOverAcl } from './acl.ts';

const [OWNER, USER, GROUP, MASK, OTHER] = [1, 2, 4, 16, 32];
const acl = (...entries: readonly (readonly [tag: number, permissions: number, id?: number])[]): Buffer => {
  const value = Buffer.alloc(4 + entries.length * 8);
  value.writeUInt32LE(2);
  for (const [index, [tag, permissions, id = 0xffffffff]] of entries.entries()) {
    value.writeUInt16LE(tag, 4 + index * 8);
    value.writeUInt16LE(permissions, 6 + index * 8);
    value.writeUInt32LE(id, 8 + index * 8);
  }
  return value;
};

describe('handing over an ACL', () => {
  it("gives the old user's entry to the new user and keeps everybody else's, in order", () => {
    const before = acl([OWNER, 6], [USER, 7, 10], [USER, 4, 30], [GROUP, 4], [MASK, 7], [OTHER, 0]);
    const after = acl([OWNER, 6], [USER, 4, 30], [USER, 7, 50], [GROUP, 4], [MASK, 7], [OTHER, 0]);
    expect(handOverAcl(before, 10, 50)).toEqual({ value: after, merged: false });
  });

  it('where the new user has an entry already, allows only what both allowed', () => {
    const before = acl([OWNER, 6], [USER, 6, 10], [USER, 5, 50], [GROUP, 4], [MASK, 7], [OTHER, 0]);
    const after = acl([OWNER, 6], [USER, 4, 50], [GROUP, 4], [MASK, 7], [OTHER, 0]);
    expect(handOverAcl(before, 10, 50)).toEqual({ value: after, merged: true });
  });

  it('leaves an ACL without the old user alone, also where a group has the same number', () => {
    expect(handOverAcl(acl([OWNER, 6], [USER, 4, 30], [8, 4, 10], [OTHER, 0]), 10, 50)).toBe(undefined);
    expect(handOverAcl(acl([USER, 4, 10]), 10, 10)).toBe(undefined);
  });
});
