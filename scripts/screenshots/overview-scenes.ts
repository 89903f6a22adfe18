import { EXIT } from '../../lib/migrations/exit-codes.ts';
import { copying, pods, said } from '../../proof/pod-scripts.ts';
import { heading, text } from './quiet-scenes.ts';
import { ended, reach, type Stage, start } from './stage.ts';

const GIB = 1024 ** 3;
const overview = heading('Overview');

/** Long names, and names that are written from right to left. */
export const ODD_NAMES = [
  'a.very.long.user.name.of.somebody',
  'maria.de-los-angeles.fernandez-hernandez@physics.example-university.edu',
  'מרים.כהן',
  'مريم.كوهين',
  'יעל.בן-עמי',
  'somebody.else',
] as const;
const [LONG, LONGER, HEBREW, ARABIC, DASHED, ELSE] = ODD_NAMES;

/** A copy that says how far it is every half second for some minutes, or only once and then nothing. */
const slow = (share: number, isStalled = false) => {
  const line = (at: number) => {
    const done = Math.round(share * 58 * GIB + at * 40_000_000);
    const files = { filesDone: Math.round(share * 301_877), filesTotal: 301_877 };
    const progress = {
      bytesDone: done,
      bytesTotal: 58 * GIB,
      ...files,
      rate: 80_000_000,
      remaining: 130,
      path: 'data/a.csv',
    };
    return { delayMs: 500, line: JSON.stringify({ seq: at + 10, at: '{now}', type: 'progress', ...progress }) };
  };
  const told = Array.from({ length: isStalled ? 1 : 600 }, (_, at) => line(at));
  return { ...pods.endless, steps: [...pods.endless.steps.slice(0, 2), ...told, { delayMs: 600_000 }] };
};

const copied = (bytes: number, more: Parameters<typeof said>[0] = {}) => ({
  ...copying(20),
  terminationMessage: said({
    ...{ files: 12_204, bytes, totalFiles: 12_204, totalBytes: bytes, folder: 'migrated-x-20261125T090000Z' },
    ...{ newHome: { uid: 30_001, gid: 100, mode: 0o755 } },
    ...{ room: { bytesFree: 5.4 * 1024 * GIB, bytesTotal: 24 * 1024 * GIB, inodesFree: 9_000_000 } },
    ...more,
  }),
});

/** How things stand, and the pages of people, before the first migration, after one, and when much goes on and much has gone wrong. */
export async function overviewScenes(stage: Stage): Promise<void> {
  const { site, camera } = stage;
  await camera.take('overview-empty', '/', overview);
  await site.cluster.play('lchen', copied(12.4 * GIB));
  await ended(stage, await start(stage, 'lchen', 'li.chen'));
  await camera.take('overview-little', '/', text('Nothing needs attention.'));

  const sockets = { kind: 'socket' as const, count: 3, samples: ['.gnupg/S'] };
  await site.cluster.play('dokafor', copied(96.3 * GIB, { notes: [sockets] }));
  await ended(stage, await start(stage, 'dokafor', 'daniel.okafor'));
  const full = {
    exitCode: EXIT.outOfSpace,
    message: 'The new home is full.',
    folderState: 'partial',
    folder: null,
  } as const;
  await site.cluster.play('asolberg', {
    ...pods.failing,
    exitCode: EXIT.outOfSpace,
    terminationMessage: said({ ...full, bytes: 44.1 * GIB, files: 9, totalBytes: 61.7 * GIB, totalFiles: 20 }),
  });
  await ended(stage, await start(stage, 'asolberg', 'anna.solberg'));
  await site.cluster.play(LONG, pods.failing);
  await ended(stage, await start(stage, LONG, LONGER));
  await site.cluster.play(HEBREW, pods.endless);
  const stopped = await start(stage, HEBREW, ARABIC);
  await reach(stage, stopped, 'copying');
  await site.call('stopMigration', { runId: stopped });
  await ended(stage, stopped);

  await site.cluster.play('mshark', slow(0.71));
  await site.cluster.play('ybenami', slow(0.2, true));
  await site.cluster.play(DASHED, slow(0.4));
  const busy = [
    await start(stage, 'ybenami', 'yael.benami'),
    await start(stage, 'mshark', 'mark.shark@example.org'),
    await start(stage, DASHED, ARABIC),
  ];
  const waiting = [await start(stage, LONGER, ELSE), await start(stage, 'rgomez', 'daniel.okafor')];
  for (const id of busy) await reach(stage, id, 'copying');
  await camera.take('overview', '/', text(/^No progress for/));
  await camera.take('overview-table', '/', async (page) => {
    await text(/^No progress for/)(page);
    await page.getByText('Show as a table').click();
  });
  await camera.take('users', '/users?q=a', heading('Users'));
  await camera.take('users-nobody', '/users?q=nobody-has-this', heading('Users'));
  await camera.take('user', `/users/${encodeURIComponent(ARABIC)}`, heading(ARABIC));
  await camera.take('user-long', `/users/${encodeURIComponent(LONGER)}`, heading(LONGER));
  await camera.take('user-unknown', '/users/nobody.at.all', heading('nobody.at.all'));
  for (const runId of [...waiting, ...busy]) await site.call('stopMigration', { runId });
  for (const id of busy) await ended(stage, id);
}
