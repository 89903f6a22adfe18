import type { Site } from '../proof/site.ts';
import { until } from '../proof/until.ts';

/** Starts a migration and answers its run's id. Throws what the server says against it. */
export async function startRun(site: Site, oldUser: string, newUser: string): Promise<string> {
  const started = await site.call('startMigration', { oldUser, newUser });
  if (!started.ok) throw new Error(started.error.message);
  return started.value.id;
}

/** Waits until a run's status is this one, for a minute at most. */
export async function untilStatus(site: Site, id: string, status: string): Promise<void> {
  await until(`a run ${status}`, async () => (await site.run(id)).status === status || undefined, 60_000);
}
