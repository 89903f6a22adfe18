'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { StatusChip } from '#components/migrations/status.tsx';
import { useClock } from '#components/migrations/use-clock.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { type Clock, formatZone } from '#lib/format/time.ts';
import { olderSearch } from '#lib/migrations/batch-place.ts';
import type { BatchListView } from '#lib/migrations/batch-views.ts';
import { batchListQuery } from '#lib/migrations/bulk-queries.ts';
import { BatchBar } from './batch-bar.tsx';
import { batchStatus, countsSentence, rowWords } from './batch-words.ts';

/** Where the addresses of its pages lead to. */
const ID = 'batches';

interface BatchListProps {
  readonly initial: BatchListView;
  /** The batch before which the page begins; null for the newest. */
  readonly before: string | null;
  readonly clock: Clock;
  readonly mayRun: boolean;
}

/** The batches, newest first, each with how its rows stand now. */
export function BatchList({ initial, before, clock: start, mayRun }: BatchListProps) {
  const polled = useQuery(batchListQuery(initial, before));
  const { batches, olderThan } = polled.data;
  const clock = useClock(
    start,
    batches.some(({ state }) => state !== 'ended'),
  );
  if (batches.length === 0) return <NoBatches isFirst={before === null} mayRun={mayRun} />;
  return (
    <Panel id={ID} title="Batches" aside={`newest first, times in ${formatZone(clock)}`}>
      <Table label="Batches" stale={polled.isError}>
        <thead>
          <tr>
            <HeadCell>Started</HeadCell>
            <HeadCell>Status</HeadCell>
            <HeadCell>Rows</HeadCell>
            <HeadCell>By</HeadCell>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.id}>
              <Cell card="name">
                <Link href={`/bulk/${batch.id}` as Route} className="row-link font-medium">
                  Batch of <Time at={batch.requestedAt} clock={clock} />
                </Link>
                <span className="ml-1.5 text-ink-3">{rowWords(batch.total)}</span>
              </Cell>
              <Cell card="status">
                <StatusChip {...batchStatus(batch)} />
              </Cell>
              <Cell card="text" wrap className="menu:w-[36%]">
                <BatchBar counts={batch.counts} />
                <span className="mt-1 block text-caption text-ink-2">{countsSentence(batch)}</span>
              </Cell>
              <Cell card="text">
                <span className="text-ink-3 menu:sr-only">By </span>
                <bdi dir="auto" className="wrap-anywhere">
                  {batch.requestedBy}
                </bdi>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {(before !== null || olderThan !== null) && (
        <div className="flex min-h-12 flex-wrap items-center justify-end gap-2 border-t border-line px-inset py-2">
          {before !== null && (
            <ButtonLink size="small" href={hrefOf(null)}>
              Newest
            </ButtonLink>
          )}
          {olderThan !== null && (
            <ButtonLink size="small" rel="next" href={hrefOf(olderThan)}>
              Older
            </ButtonLink>
          )}
        </div>
      )}
    </Panel>
  );
}

/** Whoever may start batches has the form instead. */
function NoBatches({ isFirst, mayRun }: { readonly isFirst: boolean; readonly mayRun: boolean }) {
  if (isFirst && mayRun) return null;
  return (
    <Panel id={ID} label="Batches">
      {isFirst ? (
        <Empty title="No batch yet">Batches that an operator starts are listed here.</Empty>
      ) : (
        <Empty
          small
          title="No batch is older than that"
          action={<ButtonLink href={hrefOf(null)}>Show the newest</ButtonLink>}
        />
      )}
    </Panel>
  );
}

const hrefOf = (before: string | null) => ({ pathname: '/bulk', search: olderSearch(before), hash: ID });
