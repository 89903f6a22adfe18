import { expect, test } from 'vitest';
import type { SettingView } from '#lib/migrations/settings-views.ts';
import { originWords, readTab, settingsOfTab, TABS } from './setting-groups.ts';

const setting = (path: string, more: Partial<SettingView> = {}): SettingView => ({
  ...{ path, value: 'x', from: 'default', line: null, keptIn: null, description: null },
  ...more,
});

test('each setting is on exactly one tab, also one of a section that is new', () => {
  const settings = ['cluster.name', 'namespace', 'homes.path', 'migrator.image', 'history.url', 'brandNew.key'].map(
    (path) => setting(path),
  );
  const shown = TABS.flatMap(({ key }) => settingsOfTab(key, settings));
  expect(shown.map(({ path }) => path).sort()).toEqual(settings.map(({ path }) => path).sort());
});

test('an address of no tab shows the first one', () => {
  expect([undefined, 'nothing', 'policy', 'about'].map(readTab)).toEqual(['cluster', 'cluster', 'policy', 'about']);
});

test('the source of a value is named', () => {
  expect(originWords(setting('a', { from: 'file', line: 3 }))).toBe('line 3 of the file');
  expect(originWords(setting('a', { from: 'environment', keptIn: 'DB', value: null }))).toBe('environment variable DB');
});
