import type { Metadata } from 'next';
import { cleanUp, removeOld } from '#app/cleanup/actions.ts';
import { readClock } from '#app/clock.ts';
import { discardCopy, resumeMigration } from '#app/migrations/actions.ts';
import { Cleanup } from '#components/cleanup/cleanup.tsx';
import { OldHome } from '#components/cleanup/old-home.tsx';
import { scopeOf } from '#components/layout/scope.ts';
import { RecordsPanel } from '#components/retention/records-panel.tsx';
import { PageHead } from '#components/ui/panel.tsx';
import { openPage } from '#lib/access/page.ts';
import { may } from '#lib/access/roles.ts';
import { formatZone } from '#lib/format/time.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Cleanup' };

/** What runs left behind in the cluster and in homes, and what becomes of old records. */
export default async function CleanupPage() {
  const actor = await openPage('see');
  const { reader, retention } = runtime();
  const [view, shell, records, clock] = await Promise.all([
    reader.cleanup(),
    reader.shell(actor),
    retention.view(),
    readClock(),
  ]);
  return (
    <>
      <PageHead title="Cleanup">
        <p>
          A pod goes by itself when its run has ended. One that is kept after a failure, and every partial copy, stays
          until somebody removes it. Old homes are never listed: deleting one is done by hand. Times in{' '}
          {formatZone(clock)}.
        </p>
        <OldHome />
      </PageHead>
      <Cleanup
        initial={view}
        clock={clock}
        mayRun={may(actor.role, 'run')}
        mayClean={may(actor.role, 'clean')}
        scope={scopeOf(shell)}
        cleanUp={cleanUp}
        followUps={{ resume: resumeMigration, discard: discardCopy }}
      >
        <RecordsPanel
          retention={records}
          clock={clock}
          {...(may(actor.role, 'clean') && { removal: { scope: scopeOf(shell), remove: removeOld } })}
        />
      </Cleanup>
    </>
  );
}
