import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from './load.ts';
import { originOf } from './origin.ts';

async function origin(text: string, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rehome-origin-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'rehome.yaml');
  writeFileSync(file, text);
  writeFileSync(join(folder, 'people.yaml'), '[]');
  writeFileSync(join(folder, 'url'), 'sqlite:./secret-place.db\n');
  const found = originOf(await loadConfig(undefined, { ...env, REHOME_CONFIG: file }));
  const of = (path: string) => found?.settings.find((setting) => setting.path === path);
  return { file, found, of };
}

const BASE = `homes:
  layout: shared
  volume:
    nfs: { server: 10.0.0.5, path: /export/home }
directory: { source: static, file: people.yaml }
migrator: { image: rehome }
`;

test('each setting says where its value is from', async () => {
  const { file, found, of } = await origin(`${BASE}limits:\n  startTimeout: 7m\n`);
  expect(found).toMatchObject({ file, named: true });
  expect(of('limits.startTimeout')).toMatchObject({ value: '7m', from: 'file', line: 8 });
  expect(of('limits.runTimeout')).toMatchObject({ value: '24h', from: 'default', line: null });
  expect(of('limits.bandwidth')).toMatchObject({ value: null, from: 'unset' });
  expect(of('homes.volume.nfs.server')).toMatchObject({ value: '10.0.0.5', from: 'file', line: 4 });
  expect(of('homes.owner')).toMatchObject({ value: 'fromHome', from: 'default' });
  expect(of('policy.verify')?.description).toMatch(/compared/);
});

test('what was not chosen is not told', async () => {
  const { found, of } = await origin(BASE);
  expect(['homes.claims.labelSelector', 'homes.volume.hostPath.path'].map(of)).toEqual([undefined, undefined]);
  expect(new Set(found?.settings.map(({ path }) => path)).size).toBe(found?.settings.length);
});

test.each([
  ['{ env: DB }', 'environment', 'DB'],
  ['{ file: url }', 'secret-file', 'url'],
])('a secret kept as %s is never shown', async (written, from, keptIn) => {
  const { found, of } = await origin(`${BASE}history: { url: ${written} }\n`, { DB: 'sqlite:./secret-place.db' });
  expect(of('history.url')).toMatchObject({ value: null, from, keptIn });
  expect(JSON.stringify(found)).not.toContain('secret-place');
});

test('addresses and keys of notifications are never shown, wherever they are written', async () => {
  const { found, of } = await origin(
    `${BASE}notifications:
  - { type: slack, url: "https://hooks.example/very-secret" }
  - { type: webhook, name: bot, url: { env: BOT }, secret: whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc= }
`,
    { BOT: 'https://bot.example/also-secret' },
  );
  expect(of('notifications[0].url')).toMatchObject({ value: null, from: 'hidden', line: 8 });
  expect(of('notifications[0].on')).toMatchObject({ from: 'default' });
  expect(of('notifications[1].name')).toMatchObject({ value: 'bot', from: 'file', line: 9 });
  expect(of('notifications[1].url')).toMatchObject({ value: null, from: 'environment', keptIn: 'BOT' });
  expect(of('notifications[1].secret')).toMatchObject({ value: null, from: 'hidden' });
  expect(JSON.stringify(found)).not.toMatch(/secret"?:? ?"?(whsec|https)|very-secret|also-secret|whsec_Bw/);
  expect((await origin(BASE)).of('notifications')).toMatchObject({ value: [], from: 'default' });
});
