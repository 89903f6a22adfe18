'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { Link } from '#components/ui/link.tsx';
import { Cell } from '#components/ui/table.tsx';
import { useLate } from '#components/ui/use-late.ts';
import type { Clock } from '#lib/format/time.ts';
import { pairRunsQuery } from '#lib/migrations/queries.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { Column } from './columns.ts';
import { RunCells, runWords } from './run-cells.tsx';

const NOTICED_MS = 300;

interface EarlierRunsProps {
  /** The last run of its pair. */
  readonly last: RunView;
  readonly columns: readonly Column[];
  readonly clock: Clock;
  /** Cells before the name. */
  readonly before: number;
}

/** The runs of a pair before its last one, as rows below it; asked for when they are to be seen. */
export function EarlierRuns({ last, columns, clock, before }: EarlierRunsProps) {
  const asked = useQuery(pairRunsQuery(last.oldUser, last.newUser));
  const runs = asked.data?.runs.filter(({ number }) => number < last.number).sort((a, b) => b.number - a.number);
  const isLate = useLate(NOTICED_MS);
  if (asked.isPending && !isLate) return null;
  const width = before + 2 + columns.length + 1;
  if (!runs || runs.length === 0) {
    const words = asked.isError ? 'The earlier runs could not be read.' : 'Reading the earlier runs.';
    return (
      <tr className="sub-row">
        <Cell card="text" colSpan={width} className="text-ink-3">
          <span role="status">{runs ? 'No earlier run is on record.' : words}</span>
        </Cell>
      </tr>
    );
  }
  return runs.map((run) => (
    <tr key={run.id} className="sub-row">
      {before > 0 && <Cell card="hidden" />}
      <Cell card="name">
        <Link href={`/migrations/${run.id}` as Route} className="row-link ml-8 font-medium">
          Run {runWords(run).slice(1)}
        </Link>
      </Cell>
      <RunCells run={run} columns={columns} clock={clock} />
      <Cell card="hidden" />
    </tr>
  ));
}
