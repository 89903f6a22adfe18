import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeHome } from '../proof/kill/homes.ts';
import { startSite } from '../proof/site.ts';
import { until } from '../proof/until.ts';

const MIB = 2 ** 20;
/** Four MiB take 4 s, so that there is time to fill the disk. */
const SLOWLY = { limits: { bandwidth: '1M' } };

const mount = (at: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=755', 'rehome-test', at]).status === 0;

test('acceptance 5: a disk that fills up ends the run as out of space; the partial copy is kept and named', async () => {
  test.skip(process.getuid?.() !== 0, 'only root can mount a small file system');
  const site = await startSite({ server: 'built', usernames: ['full.old', 'full.new', 'other'], sections: SLOWLY });
  const homes = site.environment.homesDir;
  try {
    test.skip(!mount(homes), 'mounting is not allowed here');
    makeHome(homes, 'full.old', 20);
    makeHome(homes, 'full.new', 1);
    writeFileSync(join(homes, 'full.old', 'slow'), Buffer.alloc(4 * MIB, 'x'));
    const started = await site.call('startMigration', { oldUser: 'full.old', newUser: 'full.new' });
    const runId = started.ok ? started.value.id : JSON.stringify(started);
    await until('it copies', async () => (await site.run(runId)).status === 'copying' || undefined, 30_000);
    const { bavail, bsize } = statfsSync(homes);
    mkdirSync(join(homes, 'other'));
    writeFileSync(join(homes, 'other', 'filler'), Buffer.alloc(bavail * bsize - MIB));
    await until('it has ended', async () => (await site.run(runId)).endedAt ?? undefined, 30_000);
    const ended = await site.run(runId);
    expect(ended).toMatchObject({ status: 'failed', code: 'RH-308', folderState: 'partial', evidence: 'captured' });
    expect(ended.explanation?.headline).toBe('Ran out of space or quota');
    const left = readdirSync(join(homes, 'full.new')).filter((name) => !name.endsWith('.txt'));
    expect(left).toEqual([`.rehome-${runId}`]);
    expect(ended.result?.staging).toBe(left[0]);
    expect(JSON.stringify(ended.explanation)).toContain('partial');
    expect(ended.pod?.containers.find(({ name }) => name === 'migrate')?.exitCode).toBe(8);
  } finally {
    await site.environment.stop().catch(() => undefined);
    spawnSync('umount', [homes]);
  }
});
