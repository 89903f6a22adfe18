import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTOR, type Rig, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

test('a cluster that the settings give no name is called as in the kubeconfig, on every page and among what runs here', async () => {
  const { reader, settings } = rig.services;
  expect(await reader.shell(ACTOR)).toMatchObject({ cluster: 'embedded', environment: '' });
  expect(settings.about().cluster).toBe('embedded');
});
