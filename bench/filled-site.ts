import { copyFileSync, rmSync } from 'node:fs';
import { type Site, startSite } from '../proof/site.ts';

/** The realm of the test environment, whose history this has to be. */
export const REALM = 'demo';

/** A built dashboard whose history is a copy of this one. */
export async function startFilledSite(historyFile: string): Promise<Site> {
  const site = await startSite({ server: 'built', usernames: ['old', 'new'] });
  const { databaseFile, restart } = site.environment;
  await restart(async () => {
    for (const rest of ['-wal', '-shm']) rmSync(databaseFile + rest, { force: true });
    copyFileSync(historyFile, databaseFile);
  });
  return site;
}
