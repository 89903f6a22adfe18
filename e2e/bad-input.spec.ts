import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeHome } from '../proof/kill/homes.ts';
import { pods } from '../proof/pod-scripts.ts';
import { type Site, startSite } from '../proof/site.ts';
import { entriesOf, tracesOf } from '../proof/traces.ts';
import { until } from '../proof/until.ts';

const isRoot = process.getuid?.() === 0;
const KNOWN = ['anna', 'anna.new', 'ben', 'carl', 'ghost', 'linked', 'rooted'];
const SENTENCE = /^[A-Z“].*[.!]$/;

let site: Site;
test.beforeAll(async () => {
  site = await startSite({ server: 'built', usernames: KNOWN });
  const homes = site.environment.homesDir;
  for (const user of ['anna', 'anna.new', 'ben', 'carl', 'rooted']) makeHome(homes, user, 3, user !== 'rooted');
  symlinkSync('anna', join(homes, 'linked'));
});
test.afterAll(() => site?.environment.stop());

const refused: readonly [string, unknown, RegExp][] = [
  [
    'an unknown user',
    { oldUser: 'nobody.here', newUser: 'anna' },
    /Nobody is called “nobody\.here” in the directory\./,
  ],
  ['the same user twice', { oldUser: 'anna', newUser: 'anna' }, /Choose two different accounts\./],
  ['no old user', { oldUser: '', newUser: 'anna' }, /Enter a username\./],
  ['no new user', { oldUser: 'anna', newUser: '' }, /Enter a username\./],
  ['300 characters', { oldUser: 'x'.repeat(300), newUser: 'anna' }, /longer than 255 characters\./],
  ['a path', { oldUser: '../x', newUser: 'anna' }, /cannot contain a slash\./],
  ['two dots', { oldUser: '..', newUser: 'anna' }, /cannot be \. or \.\./],
  ['upper case', { oldUser: 'ANNA', newUser: 'ben' }, /Nobody is called “ANNA” in the directory\./],
  ['an @', { oldUser: 'anna@example.org', newUser: 'ben' }, /Nobody is called “anna@example\.org”/],
  ['unicode', { oldUser: 'änna', newUser: '安娜' }, /Nobody is called “änna”.*Nobody is called “安娜”/],
  ['a text that turns its direction', { oldUser: 'an\u202ena', newUser: 'ben' }, /direction of text\./],
  ['a line break', { oldUser: 'anna\nben', newUser: 'ben' }, /control characters or line breaks\./],
  ['half a character', { oldUser: 'anna\ud800', newUser: 'ben' }, /half a character/],
  ['a NUL', { oldUser: 'anna\0', newUser: 'ben' }, /control characters/],
  ['a number', { oldUser: 5, newUser: 'ben' }, /Choose the old user\./],
  ['nothing at all', null, /./],
  ['a field that there is not', { oldUser: 'anna', newUser: 'ben', kind: 'discard' }, /kind/],
  [
    'a reason of 600 characters',
    { oldUser: 'anna', newUser: 'ben', why: 'x'.repeat(600) },
    /longer than 500 characters\./,
  ],
];
for (const [what, input, sentence] of refused) {
  test(`${what} is refused with a clear sentence, and nothing changes`, async () => {
    const before = await tracesOf(site);
    const answer = await site.call('startMigration', input);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid', message: expect.stringMatching(sentence) } });
    expect(await tracesOf(site)).toEqual(before);
  });
}

test('a pair that runs the other way round, a chain, and the pair itself again are refused', async () => {
  await site.cluster.play('anna', pods.endless);
  const started = await site.call('startMigration', { oldUser: 'anna', newUser: 'ben' });
  expect(started.ok).toBe(true);
  const runId = started.ok ? started.value.id : '';
  await until('its pod is there', async () => (await site.cluster.podsOfRuns()).get(runId), 20_000);
  const before = await tracesOf(site);
  const again: readonly [object, RegExp][] = [
    [{ oldUser: 'ben', newUser: 'anna' }, /^The reverse is being migrated: run #1 of anna to ben has not ended\./],
    [{ oldUser: 'ben', newUser: 'carl' }, /on the other side of run #1 of anna to ben, which has not ended\./],
    [{ oldUser: 'carl', newUser: 'anna' }, /on the other side of run #1 of anna to ben, which has not ended\./],
    [{ oldUser: 'anna', newUser: 'ben' }, /already being migrated: run #1 of anna to ben has not ended\./],
  ];
  for (const [input, message] of again) {
    const answer = await site.call('startMigration', input);
    expect(answer).toMatchObject({ ok: false, error: { code: 'conflict', message: expect.stringMatching(message) } });
  }
  expect(await tracesOf(site)).toEqual(before);
  await site.call('stopMigration', { runId });
  await until('it has ended', async () => (await site.run(runId)).endedAt ?? undefined, 20_000);
  await site.cluster.play('anna', pods.good);
});

const homes: readonly [string, { oldUser: string; newUser: string }, string, boolean][] = [
  ['an old home that is missing', { oldUser: 'ghost', newUser: 'carl' }, 'RH-104', false],
  ['a new home that is missing', { oldUser: 'carl', newUser: 'ghost' }, 'RH-105', false],
  ['an old home that is a link', { oldUser: 'linked', newUser: 'carl' }, 'RH-310', false],
  ['a new home that is a link', { oldUser: 'carl', newUser: 'linked' }, 'RH-310', false],
  ['a new home that belongs to root', { oldUser: 'carl', newUser: 'rooted' }, 'RH-310', true],
];
for (const [what, pair, code, asRoot] of homes) {
  test(`${what} ends the run in words, and no home is touched`, async () => {
    test.skip(asRoot && !isRoot, 'only root can tell');
    const before = entriesOf(site.environment.homesDir);
    const started = await site.call('startMigration', pair);
    const runId = started.ok ? started.value.id : '';
    await until('it has ended', async () => (await site.run(runId)).endedAt ?? undefined, 30_000);
    const ended = await site.run(runId);
    expect(ended).toMatchObject({ code, status: 'failed', folderState: 'none', evidence: 'captured' });
    expect(ended.explanation?.headline).toBeTruthy();
    expect(ended.explanation?.meaning).toMatch(SENTENCE);
    expect(ended.explanation?.next.length).toBeGreaterThan(0);
    expect(entriesOf(site.environment.homesDir)).toEqual(before);
  });
}
