import { describe, expect, it } from 'vitest';
import { isFindKey, KEYS, keyName, keysFor, rowOf } from './keys.ts';

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
  it('names a chord as the keyboard does, and hears it only with that key', () => {
    expect([keyName('Mod+K', true), keyName('Mod+K', false), keyName('n', true)]).toEqual(['⌘K', 'Ctrl+K', 'n']);
    const bare = { key: 'K', metaKey: false, ctrlKey: false, altKey: false, shiftKey: false };
    expect(isFindKey({ ...bare, ctrlKey: true }, false)).toBe(true);
    expect(isFindKey({ ...bare, metaKey: true }, true)).toBe(true);
    expect(isFindKey({ ...bare, ctrlKey: true }, true)).toBe(false);
    expect(isFindKey({ ...bare, ctrlKey: true, shiftKey: true }, false)).toBe(false);
    expect(isFindKey(bare, false)).toBe(false);
  });
});
