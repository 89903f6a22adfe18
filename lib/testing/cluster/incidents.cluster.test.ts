import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isOutcome } from '#lib/migrations/states.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { type EntryFacts, makeHome, makeManyFiles, makeSlowHome, readTree } from './homes.ts';
import { RealRig, type Rehome } from './real-rig.ts';
import { container, copyingProcesses, eventReasons, storyOf } from './seen-of-a-run.ts';

const cluster = inject('cluster');
const OLD = { uid: 5001, gid: 5001 };
const NEW = { uid: 5002, gid: 5002 };
/** One file of a slow home takes 6 s. */
const THROTTLED = { bandwidth: '1M' };
const DEADLINE = 'Start deadline passed; the pod was asked to go';
const API_DOWN_MS = 30_000;
const STEPS = ['Scanning', 'Copying', 'Setting owner', 'Verifying', 'Finishing'];
const SAVED = 'Log, events and pod facts saved';
const NOWHERE = { nodeSelector: { 'rehome.dev/no': 'such' } };

describe.skipIf(typeof cluster === 'string')('on a real cluster', () => {
  let rig: RealRig;
  /** Copies slowly enough that something can happen meanwhile. */
  let slow: Rehome;
  let before: ReadonlyMap<string, EntryFacts>;
  beforeAll(async () => {
    if (typeof cluster === 'string') throw new Error(cluster);
    rig = await RealRig.start(cluster, 'baseline');
    rig.home('brief', (path) => makeSlowHome(path, 2, OLD));
    before = readTree(rig.home('long', (path) => makeSlowHome(path, 7, OLD)));
    rig.home('short', (path) => makeHome(path, OLD));
    rig.home('many', (path) => makeManyFiles(path, 40_000, OLD));
    rig.home('new', (path) => makeHome(path, NEW));
    slow = await rig.rehome({ config: { limits: THROTTLED } });
  });
  afterAll(() => rig.stop());

  const stagingOf = (id: string) => readdirSync(join(rig.homes, 'new')).filter((name) => name === `.rehome-${id}`);
  const published = (run: RunDetailView) => readdirSync(join(rig.homes, 'new')).includes(run.folder);
  const podOf = (run: RunDetailView) => `${rig.path}/pods/${run.pod?.name}`;
  /** A run of the long home that has copied something and will go on for a while. */
  const copying = async () => {
    const id = await slow.start('long', 'new');
    return slow.until(id, ({ status, progress }) => status === 'copying' && (progress?.bytesDone ?? 0) > 0);
  };

  test('a run is followed live from the start to success: states, bytes and log, before it ends', async () => {
    const id = await slow.start('brief', 'new');
    const first = await slow.until(
      id,
      ({ status, progress }) => status === 'copying' && (progress?.bytesDone ?? 0) > 0,
    );
    expect(first).toMatchObject({ status: 'copying', code: null, actions: { stop: true } });
    expect(first.log.lines.length).toBeGreaterThan(0);
    expect(eventReasons(first)).toEqual(expect.arrayContaining(['Scheduled', 'Started']));
    const later = await slow.until(id, ({ progress }) => (progress?.bytesDone ?? 0) > (first.progress?.bytesDone ?? 0));
    expect(isOutcome(later.status)).toBe(false);
    const run = await slow.ended(id);
    expect(run).toMatchObject({ status: 'succeeded', code: 'RH-000', evidence: 'captured', folderState: 'complete' });
    expect(storyOf(run)).toEqual([...STEPS, SAVED, 'Ended: Done']);
    expect(run.progress).toMatchObject({ bytesDone: run.progress?.bytesTotal, filesDone: 3 });
    expect(published(run)).toBe(true);
    await expect.poll(async () => (await rig.api.get(podOf(run))).code, { timeout: 20_000 }).toBe(404);
  });

  test('a run that is stopped ends as stopped, and leaves marked staging', async () => {
    const { id } = await copying();
    await slow.stop(id);
    const run = await slow.ended(id);
    expect(run).toMatchObject({ status: 'cancelled', code: 'RH-601', evidence: 'captured', folderState: 'partial' });
    expect(storyOf(run)).toEqual(['Scanning', 'Copying', 'Stop requested', SAVED, 'Ended: Stopped']);
    expect(container(run, 'migrate')).toMatchObject({ exitCode: 11 });
    expect(eventReasons(run)).toContain('Killing');
    expect(stagingOf(id)).toEqual([run.result?.staging]);
    expect(published(run)).toBe(false);
  });

  test('an image that cannot be pulled is told while it waits, and fails the run at its deadline', async () => {
    const migrator = { image: 'localhost/no-such-image:1', imagePullPolicy: 'IfNotPresent' };
    const rehome = await rig.rehome({ config: { migrator, limits: { startTimeout: '15s' } } });
    const id = await rehome.start('short', 'new');
    const waiting = await rehome.until(id, ({ reason }) => reason !== null, 14_000);
    expect(waiting).toMatchObject({ status: 'pending', reason: { key: 'image_pull' } });
    const run = await rehome.ended(id);
    expect(run).toMatchObject({ status: 'failed', code: 'RH-246', folderState: 'none', evidence: 'captured' });
    expect(storyOf(run)).toEqual([DEADLINE, SAVED, 'Ended: Failed']);
    expect(eventReasons(run)).toEqual(expect.arrayContaining(['Scheduled', 'Pulling', 'Failed', 'BackOff']));
    expect(run.pod).toMatchObject({ image: migrator.image });
  });

  test('a pod that fits no node is told within 10 s, and can be stopped', async () => {
    const rehome = await rig.rehome({ config: { migrator: NOWHERE } });
    const id = await rehome.start('short', 'new');
    const waiting = await rehome.until(id, ({ reason }) => reason !== null, 10_000);
    expect(waiting).toMatchObject({ status: 'pending', reason: { key: 'no_node_fits' } });
    expect(waiting.reason?.raw ?? waiting.reason?.sentence).toContain('node');
    await rehome.stop(id);
    const run = await rehome.ended(id);
    expect(run).toMatchObject({ status: 'cancelled', code: 'RH-602', folderState: 'none', evidence: 'captured' });
    expect(eventReasons(run)).toEqual(['FailedScheduling']);
    expect(run.pod).toMatchObject({ node: null, phase: 'Pending' });
  });

  test('a pod that fits no node until its deadline fails the run, and is not left behind', async () => {
    const rehome = await rig.rehome({ config: { migrator: NOWHERE, limits: { startTimeout: '5s' } } });
    const run = await rehome.ended(await rehome.start('short', 'new'));
    expect(run).toMatchObject({ status: 'failed', code: 'RH-241', folderState: 'none', evidence: 'captured' });
    expect(storyOf(run)).toEqual([DEADLINE, SAVED, 'Ended: Failed']);
    expect(eventReasons(run)).toEqual(['FailedScheduling']);
    expect((await rig.api.get(podOf(run))).code).toBe(404);
  });

  test('a migrator that is out of memory is told from one that was killed', async () => {
    // Enough for the program to start, and not for what it has to remember of so many files.
    const resources = { limits: { memory: '48Mi' } };
    const rehome = await rig.rehome({ config: { migrator: { resources } } });
    const run = await rehome.ended(await rehome.start('many', 'new'));
    expect(run).toMatchObject({ status: 'failed', code: 'RH-237', evidence: 'captured' });
    expect(run.pod?.containers.map(({ reason }) => reason)).toContain('OOMKilled');
    expect(published(run)).toBe(false);
  });

  test('what a failed run left is cleaned up', async () => {
    const rehome = await rig.rehome({ config: { migrator: { command: ['node', '-e', 'process.exit(77)'] } } });
    const run = await rehome.ended(await rehome.start('short', 'new'));
    expect(run).toMatchObject({ status: 'failed', code: 'RH-904', evidence: 'captured' });
    expect((await rig.api.get(podOf(run))).code).toBe(200);
    expect(await rehome.cleanUp()).toEqual({ removed: [run.pod?.name], kept: [] });
    await expect.poll(async () => (await rig.api.get(podOf(run))).code, { timeout: 20_000 }).toBe(404);
    expect(await rehome.detail(run.id)).toMatchObject({ code: 'RH-904', pod: { uid: run.pod?.uid } });
  });

  test('a pod deleted by hand is no stop: the run has failed, and what the migrator said is kept', async () => {
    const { id, ...started } = await copying();
    expect((await rig.api.remove(podOf({ id, ...started }))).code).toBe(200);
    const run = await slow.ended(id);
    expect(run).toMatchObject({ status: 'failed', code: 'RH-231', evidence: 'captured', folderState: 'partial' });
    expect(container(run, 'migrate')).toMatchObject({ exitCode: 11 });
    expect(storyOf(run)).toEqual(['Scanning', 'Copying', SAVED, 'Ended: Failed']);
    expect(stagingOf(id)).toEqual([run.result?.staging]);
  });

  test('a pod deleted by force has an unknown result', async () => {
    const { id, ...started } = await copying();
    await rig.api.remove(`${podOf({ id, ...started })}?gracePeriodSeconds=0`);
    const run = await slow.ended(id);
    expect(run).toMatchObject({ status: 'lost', code: 'RH-620', evidence: 'partial', folderState: 'unknown' });
    expect(published(run)).toBe(false);
  });

  test('a migrator killed on its node is a failure with the signal, and a new run takes its place', async () => {
    const { id } = await copying();
    const processes = copyingProcesses(id);
    expect(processes).toHaveLength(1);
    for (const process_ of processes) process.kill(process_, 'SIGKILL');
    const run = await slow.ended(id);
    expect(run).toMatchObject({ status: 'failed', code: 'RH-238', evidence: 'captured', folderState: 'unknown' });
    expect(container(run, 'migrate')).toMatchObject({ exitCode: 137, reason: 'Error' });
    expect(stagingOf(id)).toHaveLength(1);
    expect(published(run)).toBe(false);
    expect((await slow.services.reader.cleanup()).leftovers).toMatchObject([{ runId: id, removable: true }]);
    const next = await copying();
    expect(await slow.detail(next.id)).toMatchObject({ status: 'copying', number: run.number + 1 });
    await slow.stop(next.id);
    await slow.ended(next.id);
  });

  test('a server that is away for 30 s during a copy: the run is unsure, nothing is concluded, then it succeeds', async ({
    skip,
  }) => {
    if (typeof cluster !== 'string' && cluster.command === null) skip('nobody here can end its API server');
    const { id } = await copying();
    const seen = new Set<string>();
    rig.command('kill', 'kube-apiserver');
    const end = performance.now() + API_DOWN_MS;
    try {
      await slow.until(id, ({ status }) => seen.add(status) && performance.now() > end, API_DOWN_MS + 5_000);
    } finally {
      rig.command('start', 'kube-apiserver');
    }
    expect([...seen]).toEqual(['copying', 'unknown']);
    await slow.until(id, ({ status }) => status !== 'unknown');
    const run = await slow.ended(id);
    expect(run).toMatchObject({ status: 'succeeded', code: 'RH-000', evidence: 'captured', folderState: 'complete' });
    expect(published(run)).toBe(true);
    expect(storyOf(run)).toEqual(expect.arrayContaining(['Copying', 'Not sure', 'Ended: Done']));
    expect([...readTree(join(rig.homes, 'long'))]).toEqual([...before]);
  });
});

if (typeof cluster === 'string') test.skip(`no real cluster: ${cluster}`, () => undefined);
