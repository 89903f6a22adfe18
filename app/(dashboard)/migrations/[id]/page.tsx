import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { cleanUp } from '#app/cleanup/actions.ts';
import { readClock } from '#app/clock.ts';
import { discardCopy, markSeen, resumeMigration, startNow, stopMigration } from '#app/migrations/actions.ts';
import { Breadcrumb } from '#components/layout/breadcrumb.tsx';
import { scopeOf } from '#components/layout/scope.ts';
import { KIND_WORDS } from '#components/migrations/kind-words.ts';
import { LiveRun } from '#components/migrations/live-run.tsx';
import { pairHref, startHref } from '#components/pairs/pair-href.ts';
import { PairName } from '#components/pairs/pair-name.tsx';
import { RememberOpened } from '#components/palette/remember-opened.tsx';
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
  const { number, kind, oldUser, newUser } = run;
  const toPair = pairHref(oldUser, newUser);
  return (
    <>
      <Breadcrumb
        above={[
          { label: 'Migrations', href: '/migrations' as Route },
          { label: <PairName oldUser={oldUser} newUser={newUser} />, href: toPair },
        ]}
      >
        {KIND_WORDS[kind]} {number}
      </Breadcrumb>
      <RememberOpened opened={{ what: 'run', id, number, kind, oldUser, newUser }} />
      <LiveRun
        key={run.id}
        initial={run}
        clock={clock}
        scope={scopeOf(shell)}
        stop={stopMigration}
        startNow={startNow}
        cleanUp={cleanUp}
        markSeen={markSeen}
        followUps={{ resume: resumeMigration, discard: discardCopy }}
        runAgainHref={startHref(oldUser, newUser)}
        pairHref={toPair}
      />
    </>
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
