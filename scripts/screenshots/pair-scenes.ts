import { callAction } from '../../e2e/http.ts';
import { EXIT } from '../../lib/migrations/exit-codes.ts';
import { copying, said } from '../../proof/pod-scripts.ts';
import { ODD_NAMES } from './overview-scenes.ts';
import { text } from './quiet-scenes.ts';
import { ended, type Stage, start } from './stage.ts';

const GIB = 1024 ** 3;
const [LONG, LONGER, HEBREW, ARABIC, DASHED, ELSE] = ODD_NAMES;

const told = { owner: { uid: 30_001, gid: 100 }, oldHome: { uid: 20_005, gid: 100, mode: 0o700 } };
const copied = (bytes: number) => ({
  ...copying(20),
  terminationMessage: said({ files: 12_204, bytes, totalFiles: 12_204, totalBytes: bytes, ...told }),
});
const outOfSpace = {
  ...copying(20),
  exitCode: EXIT.outOfSpace,
  terminationMessage: said({
    ...{
      exitCode: EXIT.outOfSpace,
      message: 'No space left on device.',
      folder: null,
      folderState: 'partial' as const,
    },
    ...{ files: 9_100, bytes: 44.1 * GIB, totalFiles: 12_204, totalBytes: 61.7 * GIB, ...told },
  }),
};

/** The page of a pair: with a failure to go on from, and as a part of a chain that branches and goes round. */
export async function pairScenes(stage: Stage): Promise<void> {
  const { site, camera } = stage;
  const { url } = site.environment;
  const copyOf = async (oldUser: string, newUser: string, script: Parameters<typeof site.cluster.play>[1]) => {
    await site.cluster.play(oldUser, script);
    const id = await start(stage, oldUser, newUser);
    await ended(stage, id);
    return id;
  };
  const pair = { oldUser: 'lchen', newUser: 'li.chen' };
  await copyOf('ybenami', 'lchen', copied(2.3 * GIB));
  await copyOf('lchen', 'dokafor', copied(1.2 * GIB));
  await camera.take('pair-chain', '/pairs/ybenami/lchen', text('Lineage'));
  await copyOf('li.chen', 'lchen', { ...outOfSpace, terminationMessage: said({ ...told, files: 0, bytes: 0 }) });
  const first = await copyOf('lchen', 'li.chen', outOfSpace);
  await callAction(url, 'addPairNote', { ...pair, text: 'Asked the storage team for 70 GiB, DESK-4112.' });
  const address = '/pairs/lchen/li.chen';
  await camera.take('pair-failed', address, text('out of space or quota'));
  const second = await copyOf('lchen', 'li.chen', copied(61.7 * GIB));
  await camera.take('pair-compared', `${address}?compare=${first}&with=${second}`, text(/facts differ/));

  await copyOf(LONG, LONGER, copied(12.4 * GIB));
  await copyOf(LONGER, HEBREW, copied(13 * GIB));
  await copyOf(HEBREW, ARABIC, outOfSpace);
  await copyOf(ARABIC, DASHED, copied(96.3 * GIB));
  await copyOf(ELSE, HEBREW, copied(1.1 * GIB));
  await copyOf(DASHED, HEBREW, copied(3 * GIB));
  await copyOf(LONG, ELSE, copied(3 * GIB));
  await camera.take(
    'pair-lineage',
    `/pairs/${encodeURIComponent(LONGER)}/${encodeURIComponent(HEBREW)}`,
    text('Lineage'),
  );
}
