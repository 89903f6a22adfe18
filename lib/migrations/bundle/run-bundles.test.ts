import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import type { Actor } from '#lib/access/roles.ts';
import { line, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';

const ERIN: Actor = { name: 'erin@desk.example.org', role: 'admin', source: '203.0.113.9' };
const PAIR = { oldUser: 'old1', newUser: 'new1' };
const NAMES = ['thesis', 'chapter 1.tex', 'my diary', 'plan b.txt', 'private-stuff'];
/** What no file of a bundle may have, however it is made. */
const NEVER = [
  'old1',
  'new1',
  'old2',
  'erin',
  'desk.example.org',
  '203.0.113.9',
  'hunter2',
  'DESK-4127',
  'by phone',
  'Monday',
];

const said = (text: string, delayMs = 0) => ({ delayMs, line: text });

/** A run that failed, and whose every part names somebody or something. */
async function seeded(): Promise<{ readonly rig: Rig; readonly id: string }> {
  const rig = await startRig();
  onTestFinished(() => rig.stop());
  const { service, pairNotes } = rig.services;
  await rig.cluster.script({ steps: [], exitCode: 0, terminationMessage: resultOf({ folder: 'migrated-old2-x' }) });
  await rig.ended((await service.start({ oldUser: 'old2', newUser: 'new1' }, ERIN)).id);
  const result = resultOf({
    ...{ exitCode: 6, message: 'rsync: failed to open "/homes/old/plan b.txt" of old1: denied (13).' },
    ...{ folder: null, folderState: 'partial', path: '/homes/new/.rehome-x/thesis', staging: '.rehome-x' },
    notes: [{ kind: 'socket', count: 2, samples: ['thesis/chapter 1.tex', 'my diary'] }],
  });
  await rig.cluster.script({
    steps: [
      said(line(0, { type: 'phase', phase: 'copying' })),
      said(line(1, { type: 'note', kind: 'socket', path: 'thesis/chapter 1.tex', detail: 'A socket is not copied.' })),
      said(
        line(2, { type: 'log', level: 'error', message: 'The folder of old1 differs: thesis/chapter 1.tex: size.' }),
      ),
      said(`Error: ENOENT, open '/tmp/homes/old1/my diary', token=hunter2, asked by ${ERIN.name} at ${ERIN.source}`),
    ],
    exitCode: 6,
    terminationMessage: result,
  });
  const excludes = ['@caches', 'private-stuff/**'];
  const note = 'See you on Monday,\nit costs $5.';
  const { id } = await service.start({ ...PAIR, why: 'Asked by phone', ticket: 'DESK-4127', excludes, note }, ERIN);
  await rig.ended(id);
  await pairNotes.add({ ...PAIR, text: 'old1 told me by phone' }, ERIN);
  return { rig, id };
}

/** Unpacks a bundle with the tar of this machine. */
async function unpacked(rig: Rig, id: string, actor: Actor, fileNames = false): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'rehome-bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const archive = await rig.services.bundles.archive(id, actor, fileNames);
  writeFileSync(join(folder, 'bundle.tar.gz'), Buffer.from(await new Response(archive).arrayBuffer()));
  execFileSync('tar', ['-xzf', 'bundle.tar.gz'], { cwd: folder });
  expect(readdirSync(folder).sort()).toEqual(['bundle.tar.gz', `rehome-run-${id}`]);
  const inside = join(folder, `rehome-run-${id}`);
  return new Map(readdirSync(inside).map((name) => [name, readFileSync(join(inside, name), 'utf8')]));
}

function expectNone(files: ReadonlyMap<string, string>, words: readonly string[]): void {
  const small = words.map((word) => word.toLowerCase());
  const found = [...files].flatMap(([name, text]) =>
    small.filter((word) => text.toLowerCase().includes(word)).map((word) => `${name}: ${word}`),
  );
  expect(found).toEqual([]);
}

test('a bundle tells all of a run but who it was, what the files are called, and any secret', async () => {
  const { rig, id } = await seeded();
  const files = await unpacked(rig, id, ERIN);
  expectNone(files, [...NEVER, ...NAMES]);
  const names = ['README.txt', 'audit.json', 'configuration.json', 'events.json', 'files.json', 'log.txt'];
  expect([...files.keys()].sort()).toEqual([...names, 'pod.yaml', 'run.json', 'timeline.json', 'versions.json']);

  const run = JSON.parse(files.get('run.json') ?? '');
  expect(run).toMatchObject({
    ...{ id, oldUser: 'user-1', newUser: 'user-2', requestedBy: 'operator-1', outcome: 'failed', exitCode: 6 },
    ...{ why: expect.stringContaining('left out'), ticket: expect.stringContaining('left out') },
    notes: [{ by: 'operator-1', text: expect.stringContaining('left out') }],
    settings: { 'Left out': 'caches, pattern-1', plan: { excludes: ['@caches', 'pattern-1'] } },
  });
  expect(run.message).toMatch(/^rsync: failed to open "\/homes\/old\/name-\d+" of user-1: denied \(13\)\.$/);
  expect(run.requestedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  const log = files.get('log.txt') ?? '';
  expect(log).toMatch(/"message":"The folder of user-1 differs: name-\d+\/name-\d+: size\."/);
  expect(log).toMatch(/open '(?:\/name-\d+)+', token=\[secret\], asked by operator-1 at address-\d/);
  const pod = parse(files.get('pod.yaml') ?? '');
  expect(pod.metadata).toMatchObject({ name: 'pod-1', annotations: { 'rehome.dev/old-user': 'user-1' } });
  expect(pod.metadata.labels['rehome.dev/old-user-hash']).toBe('user-1');
  const audit = JSON.parse(files.get('audit.json') ?? '');
  expect(audit).toMatchObject([{ action: 'migration.start', actor: 'operator-1', object: id, source: 'address-1' }]);
  expect(files.get('README.txt')).toContain('user-1 is the old account, user-2 the new one');
}, 60_000);

test('file names are in it where they are wanted, and who it was still is not', async () => {
  const { rig, id } = await seeded();
  const files = await unpacked(rig, id, ERIN, true);
  expectNone(files, NEVER);
  expect(files.get('files.json')).toContain('thesis/chapter 1.tex');
  expect(files.get('run.json')).toContain('private-stuff/**');
  expect(files.get('README.txt')).toContain('Are in it, as whoever made this bundle chose');
}, 60_000);

test('what a check found is in it, without what the files are called and where their links lead', async () => {
  const rig = await startRig();
  onTestFinished(() => rig.stop());
  const place = (path: string, detail: string) => ({ count: 1, first: [{ path, detail }] });
  const counts = { uid: 1, gid: 1, mode: 0o755, files: 2, folders: 1, bytes: 9, bytesOnDisk: 9, links: 2, sockets: 0 };
  const old = {
    ...{ ...counts, devices: 0, fifos: 0, hardLinks: 0, setId: 0, withAcl: 0, depth: 1, longestPath: 9, owners: [] },
    largest: [{ path: 'thesis', files: 1, bytes: 9 }],
    leaving: place('thesis/link', '../../shared/private-stuff'),
    absolute: place('my diary', '/home/old1/plan b.txt'),
    environments: place('.local/share/jupyter/kernels/thesis', 'Kernel that starts /home/old1/thesis/bin/python'),
    secrets: place('thesis/id_rsa', 'SSH key'),
    unreadable: place('plan b.txt', 'EACCES'),
    rehome: [
      { name: 'migrated-old2-20260102T030405Z', state: 'complete', run: null, oldUser: 'old2', files: 1, bytes: 1 },
    ],
    savings: [
      { exclude: '@caches', files: 0, bytes: 0 },
      { exclude: 'private-stuff/**', files: 1, bytes: 1 },
    ],
  };
  const report = { old, new: null, room: null, needed: null, owner: null };
  await rig.cluster.script({
    steps: [said(line(0, { type: 'phase', phase: 'scanning' })), said(line(1, { type: 'report', report }))],
    exitCode: 0,
    terminationMessage: resultOf({ folder: null, folderState: 'none', kind: 'check' }),
  });
  const { id } = await rig.services.service.check({ ...PAIR, excludes: ['private-stuff/**'] }, ERIN);
  expect((await rig.ended(id)).report).not.toBeNull();
  const files = await unpacked(rig, id, ERIN);
  expectNone(files, [...NEVER, ...NAMES, 'id_rsa', 'python']);
  const { old: seen } = JSON.parse(files.get('check.json') ?? '');
  expect(seen).toMatchObject({ files: 2, secrets: { first: [{ detail: 'SSH key' }] } });
  expect(seen.rehome).toMatchObject([{ name: 'migrated-user-3-20260102T030405Z', oldUser: 'user-3' }]);
  expect(seen.savings).toMatchObject([{ exclude: '@caches' }, { exclude: 'pattern-1' }]);
}, 60_000);

test('whoever may not read configuration and audit gets a bundle without them, which says so', async () => {
  const { rig, id } = await seeded();
  const files = await unpacked(rig, id, { name: 'vic', role: 'viewer', source: '203.0.113.10' });
  expect([...files.keys()]).not.toContain('audit.json');
  expect([...files.keys()]).not.toContain('configuration.json');
  expect(files.get('README.txt')).toContain('may not read the configuration and the audit');
}, 60_000);

test('a run that still works has a bundle, and one that there is not has none', async () => {
  const rig = await startRig();
  onTestFinished(() => rig.stop());
  const phase = said(line(0, { type: 'phase', phase: 'copying' }));
  await rig.cluster.script({ steps: [phase, said(line(1, { type: 'heartbeat' }), 60_000)] });
  const { id } = await rig.services.service.start(PAIR, ERIN);
  await rig.until(id, ({ status }) => status === 'copying');
  const files = await unpacked(rig, id, ERIN);
  expectNone(files, NEVER);
  expect(files.get('log.txt')).toContain('"phase":"copying"');
  await expect(rig.services.bundles.archive('nothing', ERIN, false)).rejects.toThrow('There is no such run.');
}, 60_000);
