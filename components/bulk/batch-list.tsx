import type { Route } from 'next';
import { StatusChip } from '#components/migrations/status.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { type Clock, formatZone } from '#lib/format/time.ts';
import type { BatchSummaryView } from '#lib/migrations/batch-views.ts';
import { BatchBar } from './batch-bar.tsx';
import { batchStatus, countsSentence, rowWords } from './batch-words.ts';

interface BatchListProps {
  readonly batches: readonly BatchSummaryView[];
  readonly clock: Clock;
}

/** The newest batches, each with how its rows stand. */
export function BatchList({ batches, clock }: BatchListProps) {
  return (
    <Panel title="Batches" aside={`newest first, times in ${formatZone(clock)}`}>
      <Table label="Batches">
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
    </Panel>
  );
}
