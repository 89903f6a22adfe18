import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addWhatOnlyRootCopies, expectedCopy, makeFullHome, makeHome, readCopy, readTree } from './homes.ts';
import { RealRig, type Rehome } from './real-rig.ts';
import { container, eventReasons, storyOf } from './seen-of-a-run.ts';

const cluster = inject('cluster');
const OLD = { uid: 5001, gid: 5001 };
const NEW = { uid: 5002, gid: 5002 };
const ONE = { uid: 1000, gid: 1000 };
const STEPS = ['Scanning', 'Copying', 'Setting owner', 'Verifying', 'Finishing'];
const SAVED = 'Log, events and pod facts saved';

describe.skipIf(typeof cluster === 'string')('a copy on a real cluster', () => {
  const rigs: RealRig[] = [];
  const start = async (level: 'baseline' | 'restricted') => {
    if (typeof cluster === 'string') throw new Error(cluster);
    const rig = await RealRig.start(cluster, level);
    rigs.push(rig);
    return rig;
  };
  afterAll(() => Promise.all(rigs.map((rig) => rig.stop())));

  describe('of thousands of files, each home with its owner, under Pod Security baseline', () => {
    let rig: RealRig;
    let rehome: Rehome;
    beforeAll(async () => {
      rig = await start('baseline');
      const old = rig.home('rachel', (path) => makeFullHome(path, OLD));
      await addWhatOnlyRootCopies(old);
      rig.home('rachel.z', (path) => makeHome(path, NEW));
      rehome = await rig.rehome();
    });

    test('is right to the last file, leaves the old home as it was, and keeps log, events and pod', async () => {
      const before = readTree(join(rig.homes, 'rachel'));
      const run = await rehome.ended(await rehome.start('rachel', 'rachel.z'));
      expect(run).toMatchObject({ status: 'succeeded_with_notes', code: 'RH-001', folderState: 'complete' });
      const copy = readCopy(join(rig.homes, 'rachel.z', run.folder));
      expect(copy).toEqual(expectedCopy(before, NEW));
      expect(Object.keys(copy).length).toBeGreaterThan(3000);
      expect(statSync(join(rig.homes, 'rachel.z', run.folder, 'sparse')).blocks * 512).toBeLessThan(1024 ** 2);
      expect([...readTree(join(rig.homes, 'rachel'))]).toEqual([...before]);
      expect(Object.fromEntries(run.notes.map(({ kind, count }) => [kind, count]))).toEqual({
        socket: 1,
        setIdRemoved: 1,
      });
      expect(readdirSync(join(rig.homes, 'rachel.z')).sort()).toEqual([run.folder, 'notes.txt']);
      expect(storyOf(run)).toEqual([...STEPS, SAVED, 'Ended: Done, with notes']);
      expect(run.evidence).toBe('captured');
      expect(run.log.lines.length).toBeGreaterThan(5);
      expect(eventReasons(run)).toEqual(expect.arrayContaining(['Scheduled', 'Pulled', 'Created', 'Started']));
      expect(container(run, 'locate')).toMatchObject({ state: 'terminated', exitCode: 0, reason: 'Completed' });
      expect(container(run, 'migrate')).toMatchObject({ state: 'terminated', exitCode: 0, reason: 'Completed' });
    });

    test('of a home that is not there ends before anything is made in its place', async () => {
      rig.home('wendy', () => undefined);
      const again = await rig.rehome();
      const run = await again.ended(await again.start('wendy', 'rachel.z'));
      expect(run).toMatchObject({ status: 'failed', code: 'RH-104', folderState: 'none', evidence: 'captured' });
      expect(container(run, 'locate')).toMatchObject({ exitCode: 4 });
      expect(readdirSync(rig.homes).sort()).toEqual(['rachel', 'rachel.z']);
    });
  });

  describe('with one owner for all, under Pod Security restricted', () => {
    let rig: RealRig;
    beforeAll(async () => {
      rig = await start('restricted');
      for (const username of ['rachel', 'wendy']) rig.home(username, (path) => makeFullHome(path, ONE));
      for (const username of ['rachel.z', 'wendy.z']) rig.home(username, (path) => makeHome(path, ONE));
    });

    async function copies(rehome: Rehome, oldUser: string, newUser: string): Promise<void> {
      const before = readTree(join(rig.homes, oldUser));
      const run = await rehome.ended(await rehome.start(oldUser, newUser));
      expect(run).toMatchObject({ status: 'succeeded', code: 'RH-000', folderState: 'complete', evidence: 'captured' });
      expect(readCopy(join(rig.homes, newUser, run.folder))).toEqual(expectedCopy(before, ONE));
      expect([...readTree(join(rig.homes, oldUser))]).toEqual([...before]);
    }

    test('in a shared volume, is right without any capability', async () => {
      const volume = { persistentVolumeClaim: { claimName: 'homes' } };
      const rehome = await rig.rehome({ config: { homes: { layout: 'shared', volume, owner: ONE } } });
      await copies(rehome, 'rachel', 'rachel.z');
    });

    test('with a claim for each user, is right, and people are who has a claim', async () => {
      for (const username of ['wendy', 'wendy.z']) {
        await rig.claim(`claim-${username.replace('.', '-')}`, join(rig.homes, username), 'ReadWriteOnce', {
          labels: { component: 'singleuser-storage' },
          annotations: { 'hub.jupyter.org/username': username },
        });
      }
      const rehome = await rig.rehome({
        config: { homes: { layout: 'claimPerUser', owner: ONE }, directory: { source: 'claims' } },
      });
      await expect
        .poll(() => rehome.services.reader.people(''), { timeout: 20_000 })
        .toMatchObject([{ username: 'wendy' }, { username: 'wendy.z' }]);
      await copies(rehome, 'wendy', 'wendy.z');
    });
  });
});

if (typeof cluster === 'string') test.skip(`no real cluster: ${cluster}`, () => undefined);
