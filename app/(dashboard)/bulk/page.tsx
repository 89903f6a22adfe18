import type { Metadata } from 'next';
import { startBatch } from '#app/bulk/actions.ts';
import { readClock } from '#app/clock.ts';
import { BatchList } from '#components/bulk/batch-list.tsx';
import { BulkForm } from '#components/bulk/bulk-form.tsx';
import { scopeOf } from '#components/layout/scope.ts';
import { PageHead } from '#components/ui/panel.tsx';
import { openPage } from '#lib/access/page.ts';
import { may } from '#lib/access/roles.ts';
import { readOlderThan } from '#lib/migrations/batch-place.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Bulk' };

/** Many migrations at once, from a list of pairs; and the batches that were started so, from `?before=` on. */
export default async function BulkPage({ searchParams }: PageProps<'/bulk'>) {
  const actor = await openPage('see');
  const before = readOlderThan(await searchParams);
  const { reader, batches } = runtime();
  const [latest, shell, clock] = await Promise.all([batches.latest(before), reader.shell(actor), readClock()]);
  const mayRun = may(actor.role, 'run');
  return (
    <>
      <PageHead title="Bulk">
        Many migrations at once, from a list of pairs. Each row is looked over before it starts.
      </PageHead>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {mayRun && (
          <BulkForm
            terms={reader.startTerms()}
            slots={batches.slots}
            scope={scopeOf(shell)}
            clock={clock}
            startBatch={startBatch}
          />
        )}
        <BatchList key={before} initial={latest} before={before} clock={clock} mayRun={mayRun} />
      </div>
    </>
  );
}
