import { setTimeout as pause } from 'node:timers/promises';
import { holdCopy } from '../../e2e/hold.ts';
import { isOutcome, type Status } from '../../lib/migrations/states.ts';
import type { Site } from '../../proof/site.ts';
import { until } from '../../proof/until.ts';
import type { Camera } from './camera.ts';

const WITHIN_MS = 90_000;

/** Where scenes are played: an installation with homes of real files, and a camera. */
export interface Stage {
  readonly site: Site;
  readonly camera: Camera;
}

/** Starts a migration. Answers the run's id. */
export async function start({ site }: Stage, oldUser: string, newUser: string): Promise<string> {
  const answer = await site.call('startMigration', { oldUser, newUser });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.id;
}

export async function reach({ site }: Stage, id: string, ...statuses: readonly Status[]): Promise<void> {
  const said = async () => statuses.includes((await site.run(id)).status) || undefined;
  await until(`run ${id} is ${statuses.join(' or ')}`, said, WITHIN_MS);
}

export const ended = ({ site }: Stage, id: string): Promise<true> =>
  until(`run ${id} has ended`, async () => isOutcome((await site.run(id)).status) || undefined, WITHIN_MS);

/** Lets a run copy in small bites, so that it goes slowly, until so much of it is done. Answers what lets it go on. */
export async function holdSlowly(stage: Stage, id: string, share: number): Promise<() => void> {
  for (;;) {
    const release = await holdCopy(id);
    const { progress } = await stage.site.run(id);
    if (progress && progress.bytesTotal > 0 && progress.bytesDone >= progress.bytesTotal * share) return release;
    await pause(1_000);
    release();
    await pause(80);
  }
}

/** Lets a run copy until so much of it is done, and holds it there. Answers what lets it go on. */
export async function holdAt(stage: Stage, id: string, share: number): Promise<() => void> {
  await until(
    `run ${id} has copied a part`,
    async () => {
      const { progress } = await stage.site.run(id);
      return (progress && progress.bytesTotal > 0 && progress.bytesDone >= progress.bytesTotal * share) || undefined;
    },
    WITHIN_MS,
  );
  return holdCopy(id);
}
