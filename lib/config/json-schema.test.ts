import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configJsonSchema, keysAt, settingsOf } from './json-schema.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('rehome.schema.json is what scripts/config-schema.ts writes now', () => {
  expect(JSON.parse(read('rehome.schema.json'))).toEqual(configJsonSchema());
});

test('every setting can be explained by an editor', () => {
  const silent = settingsOf(configJsonSchema()).filter(({ description }) => !description);
  expect(silent.map(({ path }) => path)).toEqual([]);
});

const written = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value));

test('docs/configuration.md has every key with its default, and no other', () => {
  const rows = [...read('docs/configuration.md').matchAll(/^\| `([a-z][\w.[\]]*)` \| (required|none|`[^`]+`) \|/gm)];
  const documented = rows.map(([, key, value]) => `${key}: ${value?.replaceAll('`', '')}`);
  const known = settingsOf(configJsonSchema()).map((setting) => {
    if (setting.default !== undefined) return `${setting.path}: ${written(setting.default)}`;
    return `${setting.path}: ${setting.required ? 'required' : 'none'}`;
  });
  expect([...new Set(documented)].sort()).toEqual([...new Set(known)].sort());
});

test('the keys of a section depend on what was chosen in it', () => {
  expect(keysAt(['homes'], { homes: { layout: 'shared' } })).toEqual(['layout', 'volume', 'path', 'owner']);
  expect(keysAt(['homes'], { homes: { layout: 'claimPerUser' } })).toEqual(['layout', 'owner', 'claims']);
  expect(keysAt(['nowhere'], {})).toEqual([]);
});
