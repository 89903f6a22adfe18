import { EXIT } from '../../lib/migrations/exit-codes.ts';
import { pods, said } from '../../proof/pod-scripts.ts';
import { until } from '../../proof/until.ts';
import { NAMESPACE } from '../demo/write-config.ts';
import { heading } from './quiet-scenes.ts';
import { ended, holdAt, type Stage, start } from './stage.ts';

async function takeEnd(stage: Stage, name: string, oldUser: string, newUser: string): Promise<void> {
  const id = await start(stage, oldUser, newUser);
  await ended(stage, id);
  await stage.camera.take(name, `/migrations/${id}`, heading(/./));
}

/** Lets the new home be full when this account is copied. */
export async function fillUp({ site }: Stage, oldUser: string): Promise<void> {
  const full = {
    exitCode: EXIT.outOfSpace,
    message: 'The new home is full: 12 kB are left.',
    folderState: 'partial',
  } as const;
  await site.cluster.play(oldUser, {
    steps: pods.failing.steps,
    exitCode: EXIT.outOfSpace,
    terminationMessage: said({ ...full, files: 1_204, bytes: 81_000_000, totalFiles: 4_514, totalBytes: 190_000_000 }),
  });
}

/** Every way a run ends. */
export async function endScenes(stage: Stage): Promise<void> {
  const { site } = stage;
  await takeEnd(stage, 'run-notes', 'mshark', 'mark.shark@example.org');
  await takeEnd(stage, 'run-no-old-home', 'rgomez', 'li.chen');
  await takeEnd(stage, 'run-no-new-home', 'lchen', 'rgomez');
  await fillUp(stage, 'dokafor');
  await takeEnd(stage, 'run-no-space', 'dokafor', 'daniel.okafor');
  const id = await start(stage, 'asolberg', 'anna.solberg');
  await holdAt(stage, id, 0.2);
  await site.cluster.fault({ kind: 'oom', pod: (await site.run(id)).pod?.name ?? '' });
  await ended(stage, id);
  await stage.camera.take('run-out-of-memory', `/migrations/${id}`, heading(/./));
}

/** A pod that no node takes, at once and when it is late. */
export async function pendingScenes(stage: Stage): Promise<void> {
  const { camera, site } = stage;
  await site.cluster.fault({ kind: 'unschedulable' });
  const id = await start(stage, 'lchen', 'li.chen');
  await until(
    'it says why it waits',
    async () => (await site.run(id)).reason?.key === 'no_node_fits' || undefined,
    20_000,
  );
  await camera.take('run-pending', `/migrations/${id}`, heading(/lchen/));
  await camera.take('run-pending-late', `/migrations/${id}`, async (page) => {
    await page.clock.install();
    await page.reload();
    await page.getByText('Settings used').waitFor();
    await page.clock.runFor(260_000);
    await page.getByText('What the cluster says').first().waitFor();
  });
  await site.cluster.clearFaults();
  await ended(stage, id);
}

/** A cluster that is not heard, and a pod that went meanwhile. */
export async function silenceScenes(stage: Stage): Promise<void> {
  const { camera, site } = stage;
  const id = await start(stage, 'asolberg', 'anna.solberg');
  const release = await holdAt(stage, id, 0.3);
  const pod = (await site.run(id)).pod?.name ?? '';
  await site.cluster.fault({ kind: 'down' });
  await until('it is not sure', async () => (await site.run(id)).status === 'unknown' || undefined, 60_000);
  await camera.take('run-unknown', `/migrations/${id}`, heading(/asolberg/));
  await camera.take('list-stale', '/migrations', heading('Migrations'));
  await site.environment.restart(async () => {
    await site.cluster.clearFaults();
    release();
    const url = `${site.environment.clusterUrl}/api/v1/namespaces/${NAMESPACE}/pods/${pod}?gracePeriodSeconds=0`;
    await fetch(url, { method: 'DELETE' });
  });
  await ended(stage, id);
  await camera.take('run-lost', `/migrations/${id}`, heading(/./));
}
