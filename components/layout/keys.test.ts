import { describe, expect, it } from 'vitest';
import { KEYS, keysFor, rowOf } from './keys.ts';

describe('the table of keys', () => {
  it('gives no two rows the same keys', () => {
    const all = KEYS.flatMap(({ rows }) => rows.map(({ keys }) => keys.join(' ')));
    expect(new Set(all).size).toBe(all.length);
  });
  it('leads where a sequence says, and by its last key alone nowhere', () => {
    expect(rowOf('admin', 'm', 'g')?.href).toBe('/migrations');
    expect(rowOf('admin', 'm')).toBeUndefined();
    expect(rowOf('admin', 'n', 'g')?.href).toBe('/migrations/new');
  });
  it('keeps from a viewer the keys of what a viewer may not do', () => {
    const listed = keysFor('viewer').flatMap(({ rows }) => rows.map(({ does }) => does));
    expect(listed).toContain('Migrations');
    expect(listed).not.toContain('New migration');
    expect(rowOf('viewer', 'n')).toBeUndefined();
    expect(rowOf('viewer', 'a', 'g')).toBeUndefined();
  });
});
