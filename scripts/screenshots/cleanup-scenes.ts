import { EXIT } from '../../lib/migrations/exit-codes.ts';
import { pods, said } from '../../proof/pod-scripts.ts';
import { NAMESPACE } from '../demo/write-config.ts';
import { ODD_NAMES } from './overview-scenes.ts';
import { text } from './quiet-scenes.ts';
import { ended, reach, type Stage, start } from './stage.ts';

const GIB = 1024 ** 3;
const [LONG, LONGER] = ODD_NAMES;

const half = (bytes: number, files: number) => ({
  ...pods.failing,
  exitCode: EXIT.outOfSpace,
  terminationMessage: said({
    ...{ exitCode: EXIT.outOfSpace, folder: null, folderState: 'partial' as const },
    ...{ files, bytes, totalFiles: files * 2, totalBytes: bytes * 2 },
  }),
});

/** Partial copies of all sorts, and pods that stay for all sorts of reasons. */
export async function cleanupScenes(stage: Stage): Promise<void> {
  const { site, camera } = stage;
  const { clusterUrl } = site.environment;
  const left = async (oldUser: string, newUser: string, script: Parameters<typeof site.cluster.play>[1]) => {
    await site.cluster.play(oldUser, script);
    const id = await start(stage, oldUser, newUser);
    await ended(stage, id);
    return id;
  };
  await left('mshark', 'mark.shark@example.org', half(44.1 * GIB, 188_204));
  await camera.take('overview-to-clean-up', '/', text('1 partial copy'));
  await left(LONG, LONGER, half(8.7 * GIB, 40_915));
  const held = await left('dokafor', 'daniel.okafor', { ...pods.failing, terminationMessage: '' });
  await hold(`${clusterUrl}/api/v1/namespaces/${NAMESPACE}/pods/${(await site.run(held)).pod?.name ?? ''}`);
  const first = await left('lchen', 'li.chen', half(2.3 * GIB, 12_204));
  await site.cluster.play('lchen', pods.endless);
  const resumed = await site.call('resumeMigration', { runId: first });
  if (!resumed.ok) throw new Error(resumed.error.message);
  await reach(stage, resumed.value.id, 'copying');
  await camera.take('cleanup-all', '/cleanup', text(/waiting on finalizer/));
  await camera.take('cleanup-discard', '/cleanup', async (page) => {
    await page
      .getByRole('button', { name: /^Remove \.rehome/ })
      .first()
      .click();
    await page.getByRole('alertdialog').waitFor();
  });
}

/** Has a pod asked to go, and kept from going. */
async function hold(address: string): Promise<void> {
  await fetch(address, {
    method: 'PATCH',
    headers: { 'content-type': 'application/merge-patch+json' },
    body: JSON.stringify({ metadata: { finalizers: ['storage.example.org/protect'] } }),
  });
  await fetch(address, { method: 'DELETE' });
}
