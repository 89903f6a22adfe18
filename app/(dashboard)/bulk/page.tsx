import type { Metadata } from 'next';
import { startBatch } from '#app/bulk/actions.ts';
import { readClock } from '#app/clock.ts';
import { BatchList } from '#components/bulk/batch-list.tsx';
import { BulkForm } from '#components/bulk/bulk-form.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHead, Panel } from '#components/ui/panel.tsx';
import { openPage } from '#lib/access/page.ts';
import { may } from '#lib/access/roles.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Bulk' };

/** Many migrations at once, from a list of pairs; and the batches that were started so. */
export default async function BulkPage() {
  const actor = await openPage('see');
  const { reader, batches } = runtime();
  const [latest, shell, clock] = await Promise.all([batches.latest(), reader.shell(actor), readClock()]);
  const { environment, production } = shell;
  const mayRun = may(actor.role, 'run');
  return (
    <>
      <PageHead title="Bulk">
        Many migrations at once, from a list of pairs. Each row is looked over before it starts.
      </PageHead>
      {mayRun && (
        <BulkForm
          terms={reader.startTerms()}
          slots={batches.slots}
          scope={{ environment, production }}
          clock={clock}
          startBatch={startBatch}
        />
      )}
      {latest.length > 0 && (
        <div className={mayRun ? 'mt-6' : ''}>
          <BatchList batches={latest} clock={clock} />
        </div>
      )}
      {!mayRun && latest.length === 0 && (
        <Panel label="Batches">
          <Empty title="No batch yet">Batches that an operator starts are listed here.</Empty>
        </Panel>
      )}
    </>
  );
}
