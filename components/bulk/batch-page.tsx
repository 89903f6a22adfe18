'use client';

import { useQuery } from '@tanstack/react-query';
import type { Scope } from '#components/layout/scope.ts';
import { StatusChip } from '#components/migrations/status.tsx';
import { useClock } from '#components/migrations/use-clock.ts';
import { Alert } from '#components/ui/alert.tsx';
import { PageHead } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import { formatRate } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { BatchView } from '#lib/migrations/batch-views.ts';
import { batchQuery } from '#lib/migrations/bulk-queries.ts';
import { BatchActions, type BatchDeeds } from './batch-actions.tsx';
import { BatchBar } from './batch-bar.tsx';
import { BatchRows } from './batch-rows.tsx';
import { batchStatus, countsSentence, rowWords } from './batch-words.ts';
import { copyWords, ownRows } from './copy-words.ts';

interface BatchPageProps {
  readonly initial: BatchView;
  readonly clock: Clock;
  readonly scope: Scope;
  readonly deeds: BatchDeeds;
}

/** One batch: how far it is, what can be done about it, and its rows. */
export function BatchPage({ initial, clock: start, scope, deeds }: BatchPageProps) {
  const place = { filter: initial.filter, page: initial.page };
  const polled = useQuery(batchQuery(initial, place));
  const batch = polled.data;
  const clock = useClock(start, batch.state !== 'ended');
  return (
    <>
      <PageHead
        title={
          <>
            <span>
              Batch of <Time at={batch.requestedAt} clock={clock} />
            </span>
            <StatusChip {...batchStatus(batch)} />
          </>
        }
        actions={<BatchActions batch={batch} scope={scope} deeds={deeds} onDone={() => void polled.refetch()} />}
      >
        <p>
          {rowWords(batch.total)}, started <Time at={batch.requestedAt} clock={clock} withZone /> by{' '}
          <bdi dir="auto">{batch.requestedBy}</bdi>.
          {batch.endedAt !== null && (
            <>
              {' '}
              Ended <Time at={batch.endedAt} clock={clock} />.
            </>
          )}
        </p>
      </PageHead>
      {batch.pauseReason !== null && <Paused batch={batch} />}
      <section className="panel mb-4 p-inset" aria-label="Progress">
        <BatchBar counts={batch.counts} />
        <p className="mt-2 text-row" role="status">
          {countsSentence(batch)}
        </p>
        <p className="mt-1 text-caption text-ink-2">{settingsSentence(batch)}</p>
      </section>
      <BatchRows batch={batch} clock={clock} isStale={polled.isError} />
    </>
  );
}

function Paused({ batch: { pauseReason, stateBy, counts, stopAfter } }: { readonly batch: BatchView }) {
  const goesOn = counts.running > 0 ? 'What runs goes on; nothing else starts.' : 'Nothing else starts.';
  if (pauseReason === 'failures') {
    return (
      <Alert grade="warning" title={`Paused, because ${stopAfter ?? 'several'} more rows failed.`} className="mb-4">
        {goesOn} Look at them before it goes on.
      </Alert>
    );
  }
  return (
    <Alert title={stateBy === null ? 'Paused.' : `Paused by ${stateBy}.`} className="mb-4">
      {goesOn}
    </Alert>
  );
}

function settingsSentence({ concurrency, stopAfter, options, ownOptions }: BatchView): string {
  const { bandwidth } = options;
  return [
    `At most ${concurrency} at once`,
    stopAfter === null ? 'goes on whatever fails' : `pauses after ${stopAfter} failures`,
    ...copyWords(options),
    ...ownRows(ownOptions),
    bandwidth === null ? 'full speed' : `${formatRate(bandwidth)} each`,
  ]
    .join(', ')
    .concat('.');
}
