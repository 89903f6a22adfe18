import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { pauseBatch, resumeBatch, retryBatch, stopBatch } from '#app/bulk/actions.ts';
import { readClock } from '#app/clock.ts';
import { BatchPage } from '#components/bulk/batch-page.tsx';
import { Breadcrumb } from '#components/layout/breadcrumb.tsx';
import { scopeOf } from '#components/layout/scope.ts';
import { openPage } from '#lib/access/page.ts';
import type { Actor } from '#lib/access/roles.ts';
import { isRehomeError } from '#lib/errors.ts';
import { type BatchPlace, batchSearch, readBatchPlace } from '#lib/migrations/batch-place.ts';
import type { BatchView } from '#lib/migrations/batch-views.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Batch' };

/** One batch, live until it has ended; `?show=&page=` say which of its rows. */
export default async function BatchOfId({ params, searchParams }: PageProps<'/bulk/[id]'>) {
  const actor = await openPage('see');
  const { id } = await params;
  const place = readBatchPlace(await searchParams);
  const [batch, shell, clock] = await Promise.all([
    readBatch(id, place, actor),
    runtime().reader.shell(actor),
    readClock(),
  ]);
  return (
    <>
      <Breadcrumb above={[{ label: 'Bulk', href: '/bulk' as Route }]}>Batch</Breadcrumb>
      <BatchPage
        key={`${id}${batchSearch(place)}`}
        initial={batch}
        clock={clock}
        scope={scopeOf(shell)}
        deeds={{ pause: pauseBatch, resume: resumeBatch, stop: stopBatch, retry: retryBatch }}
      />
    </>
  );
}

async function readBatch(id: string, place: BatchPlace, actor: Actor): Promise<BatchView> {
  try {
    return await runtime().batches.batch(id, place, actor);
  } catch (error) {
    if (isRehomeError(error) && error.code === 'not_found') notFound();
    throw error;
  }
}
