import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { cleanUp } from '#app/cleanup/actions.ts';
import { readClock } from '#app/clock.ts';
import { discardCopy, resumeMigration, startNow, stopMigration } from '#app/migrations/actions.ts';
import { LiveRun } from '#components/migrations/live-run.tsx';
import { openPage } from '#lib/access/page.ts';
import type { Actor } from '#lib/access/roles.ts';
import { isRehomeError } from '#lib/errors.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Migration' };

/** One run, live until it has ended, and its record ever after. */
export default async function RunPage({ params }: PageProps<'/migrations/[id]'>) {
  const actor = await openPage('see');
  const { id } = await params;
  const [run, shell, clock] = await Promise.all([readRun(id, actor), runtime().reader.shell(actor), readClock()]);
  const pair = [run.oldUser, run.newUser].map(encodeURIComponent);
  const again = new URLSearchParams({ old: run.oldUser, new: run.newUser });
  return (
    <LiveRun
      key={run.id}
      initial={run}
      clock={clock}
      environment={shell.environment}
      production={shell.production}
      stop={stopMigration}
      startNow={startNow}
      cleanUp={cleanUp}
      followUps={{ resume: resumeMigration, discard: discardCopy }}
      runAgainHref={`/migrations/new?${again}` as Route}
      pairHref={`/pairs/${pair.join('/')}` as Route}
    />
  );
}

async function readRun(id: string, actor: Actor): Promise<RunDetailView> {
  try {
    return await runtime().reader.detail(id, actor);
  } catch (error) {
    if (isRehomeError(error) && error.code === 'not_found') notFound();
    throw error;
  }
}
