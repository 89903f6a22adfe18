import type { Metadata, Route } from 'next';
import { readClock } from '#app/clock.ts';
import { markSeen } from '#app/migrations/actions.ts';
import { Overview } from '#components/overview/overview.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { PageHead } from '#components/ui/panel.tsx';
import { openPage } from '#lib/access/page.ts';
import { may } from '#lib/access/roles.ts';
import { formatZone } from '#lib/format/time.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Overview' };

/** How things stand. */
export default async function OverviewPage() {
  const actor = await openPage('see');
  const { reader } = runtime();
  const clock = await readClock();
  const [view, shell] = await Promise.all([reader.overview(clock), reader.shell(actor)]);
  const mayRun = may(actor.role, 'run');
  return (
    <>
      <PageHead
        title="Overview"
        actions={
          mayRun &&
          !view.isEmpty && (
            <ButtonLink variant="primary" icon="plus" href={'/migrations/new' as Route}>
              New migration
            </ButtonLink>
          )
        }
      >
        {view.isEmpty ? 'Nothing has been migrated yet.' : `Times and days in ${formatZone(clock)}.`}
      </PageHead>
      <Overview initial={view} shell={shell} clock={clock} mayRun={mayRun} markSeen={markSeen} />
    </>
  );
}
