import type { Metadata } from 'next';
import { cleanUp } from '#app/cleanup/actions.ts';
import { readClock } from '#app/clock.ts';
import { Leftovers } from '#components/cleanup/leftovers.tsx';
import { RecordsPanel } from '#components/retention/records-panel.tsx';
import { PageHead } from '#components/ui/panel.tsx';
import { openPage } from '#lib/access/page.ts';
import { may } from '#lib/access/roles.ts';
import { formatZone } from '#lib/format/time.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Cleanup' };

/** What runs left behind in the cluster. */
export default async function CleanupPage() {
  const actor = await openPage('see');
  const { reader } = runtime();
  const [view, shell, clock] = await Promise.all([reader.cleanup(), reader.shell(actor), readClock()]);
  const { environment, production } = shell;
  return (
    <>
      <PageHead title="Cleanup">
        Nothing here is removed until somebody removes it. Removing a pod removes no files. Times in {formatZone(clock)}
        .
      </PageHead>
      <Leftovers
        initial={view}
        clock={clock}
        mayClean={may(actor.role, 'clean')}
        scope={{ environment, production }}
        cleanUp={cleanUp}
      />
      <RecordsPanel retention={await runtime().retention.view()} clock={clock} className="mt-4" />
    </>
  );
}
