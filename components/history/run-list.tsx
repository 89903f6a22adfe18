'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { useClock } from '#components/migrations/use-clock.ts';
import { Cell, HeadCell, Table } from '#components/ui/table.tsx';
import type { Clock } from '#lib/format/time.ts';
import { hasUnfinished, runListQuery } from '#lib/migrations/queries.ts';
import type { ListQuery, RunListView } from '#lib/migrations/views.ts';
import { sortOf } from './list-address.ts';
import { ListTools } from './list-tools.tsx';
import { NoRuns } from './no-runs.tsx';
import { Pager } from './pager.tsx';
import { PresetChips } from './preset-chips.tsx';
import { RunCells } from './run-cells.tsx';

interface RunListProps {
  readonly query: ListQuery;
  readonly initial: RunListView;
  readonly clock: Clock;
  readonly mayRun: boolean;
}

/** The migrations: filters, rows, pages. Asks again while something has not ended, and keeps its rows where no answer comes. */
export function RunList({ query, initial, clock: start, mayRun }: RunListProps) {
  const polled = useQuery(runListQuery(query, initial));
  const list = polled.data;
  const clock = useClock(start, hasUnfinished(list));
  const isBare = list.counts.all === 0 && query.user === '';
  if (isBare) return <NoRuns mayRun={mayRun} />;
  return (
    <>
      <PresetChips query={query} counts={list.counts} />
      <section className="panel" aria-label="Migrations">
        <ListTools query={query} list={list} />
        {list.runs.length === 0 ? (
          <NoRuns mayRun={mayRun} filtered={query} />
        ) : (
          <>
            <Rows query={query} list={list} clock={clock} stale={polled.isError} />
            <Pager query={query} list={list} clock={clock} staleSince={polled.isError ? polled.dataUpdatedAt : null} />
          </>
        )}
      </section>
    </>
  );
}

interface RowsProps {
  readonly query: ListQuery;
  readonly list: RunListView;
  readonly clock: Clock;
  readonly stale: boolean;
}

function Rows({ query, list, clock, stale }: RowsProps) {
  return (
    <Table label="Migrations" stale={stale}>
      <thead>
        <tr>
          <HeadCell sort={sortOf(query, 'pair')}>Old to new</HeadCell>
          <HeadCell>Run</HeadCell>
          <HeadCell sort={sortOf(query, 'status')}>Status</HeadCell>
          <HeadCell least>Steps</HeadCell>
          <HeadCell end sort={sortOf(query, 'size')}>
            Size
          </HeadCell>
          <HeadCell end sort={sortOf(query, 'duration')}>
            Took
          </HeadCell>
          <HeadCell least sort={sortOf(query, 'by')}>
            By
          </HeadCell>
          <HeadCell sort={sortOf(query, 'requested')}>Requested</HeadCell>
        </tr>
      </thead>
      <tbody>
        {list.runs.map((run) => (
          <tr key={run.id}>
            <Cell card="name" wrap>
              <Link href={`/migrations/${run.id}` as Route} className="row-link">
                <PairLabel oldUser={run.oldUser} newUser={run.newUser} />
                <span className="sr-only">, run</span>{' '}
                <span className="ml-1.5 text-ink-2 menu:sr-only">
                  #{run.number}
                  {run.kind !== 'copy' && `, ${run.kind}`}
                </span>
              </Link>
            </Cell>
            <Cell card="hidden" className="text-ink-2">
              #{run.number}
              {run.kind !== 'copy' && `, ${run.kind}`}
            </Cell>
            <RunCells run={run} clock={clock} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
