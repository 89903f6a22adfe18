import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Actor } from '#lib/access/roles.ts';
import { RealRig, type Rehome } from './real-rig.ts';

const cluster = inject('cluster');
const ACTOR: Actor = { name: 'tester', role: 'admin', source: 'test' };
const owner = { uid: 5001, gid: 5001 };

describe.skipIf(typeof cluster === 'string').each(['baseline', 'restricted'] as const)(
  'on a real cluster whose level is %s, the test of the set-up',
  (level) => {
    let rig: RealRig;
    beforeAll(async () => {
      if (typeof cluster === 'string') throw new Error(cluster);
      rig = await RealRig.start(cluster, level);
    });
    afterAll(() => rig.stop());

    const homes = {
      ...{ layout: 'shared', volume: { persistentVolumeClaim: { claimName: 'homes' } } },
      ...(level === 'restricted' && { owner }),
    };
    const testOf = async ({ services }: Rehome) => {
      const report = await services.setUp.run(ACTOR);
      const pods = async () => (await rig.api.get(`${rig.path}/pods`)).body.items.length;
      await expect.poll(pods, { timeout: 60_000 }).toBe(0);
      return report;
    };

    test('runs a pod that sees image and volume, and is gone', async () => {
      const report = await testOf(await rig.rehome({ config: { homes } }));
      expect(report).toMatchObject({ ok: true, headline: expect.stringMatching(/the volume of the homes is mounted/) });
      expect(report.seen?.[0]).toMatch(/^The image (was on|was pulled to) \S+/);
      expect(report.seen?.[1]).toMatch(/^The volume has .* free of /);
    });

    test('tells an image that is not there', async () => {
      const migrator = { image: 'localhost/no-such-image:1', imagePullPolicy: 'Never' };
      const report = await testOf(await rig.rehome({ config: { homes, migrator } }));
      expect(report).toMatchObject({ ok: false, headline: expect.stringMatching(/can't pull the image/) });
    });
  },
);

if (typeof cluster === 'string') test.skip(`no real cluster: ${cluster}`, () => undefined);
