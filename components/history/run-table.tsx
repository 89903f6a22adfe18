'use client';

import { Fragment, useCallback, useState } from 'react';
import { useMinutes } from '#components/migrations/use-minutes.ts';
import { ActionsHeadCell, HeadCell, Table } from '#components/ui/table.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { ListQuery, RunListView } from '#lib/migrations/list-views.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { Column } from './columns.ts';
import { EarlierRuns } from './earlier-runs.tsx';
import { headSort, listHref } from './list-address.ts';
import { RunHeads } from './run-cells.tsx';
import { RunRow } from './run-row.tsx';

/** The box that chooses every row. */
export const CHOOSE_ALL = 'choose-all';

interface RunTableProps {
  readonly query: ListQuery;
  readonly list: RunListView;
  readonly columns: readonly Column[];
  readonly clock: Clock;
  readonly stale: boolean;
  readonly mayRun: boolean;
  readonly isChosen: (id: string) => boolean;
  readonly onSelect: (runs: readonly RunView[], on: boolean) => void;
  readonly onStop: (run: RunView) => void;
}

/** The runs of a page as rows, or the last run of each pair with the earlier ones below it on request. */
export function RunTable(props: RunTableProps) {
  const { query, list, columns, clock, stale, mayRun, isChosen, onSelect, onStop } = props;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => setOpen((ids) => ids.symmetricDifference(new Set([id]))), []);
  const clockFor = useMinutes(clock);
  const all = list.runs.every(({ id }) => isChosen(id));
  return (
    <Table label="Migrations" stale={stale}>
      <thead>
        <tr>
          <th scope="col" className="w-8">
            <input
              type="checkbox"
              className="checkbox"
              id={CHOOSE_ALL}
              aria-label="Select every run of this page"
              checked={all}
              ref={(box) => {
                if (box) box.indeterminate = !all && list.runs.some(({ id }) => isChosen(id));
              }}
              onChange={(event) => onSelect(list.runs, event.target.checked)}
            />
          </th>
          <HeadCell sort={headSort(query, list, 'pair')}>Old to new</HeadCell>
          <RunHeads columns={columns} query={query} list={list} />
          <ActionsHeadCell />
        </tr>
      </thead>
      {/* Another list has rows of its own: those that both have are not moved from place to place. */}
      <tbody key={listHref(query, {})}>
        {list.runs.map((run) => (
          <Fragment key={run.id}>
            <RunRow
              run={run}
              columns={columns}
              clock={clockFor(run.endedAt)}
              mayRun={mayRun}
              selected={isChosen(run.id)}
              onSelect={onSelect}
              onStop={onStop}
              {...(query.byPair && { open: open.has(run.id), onToggle: toggle })}
            />
            {query.byPair && open.has(run.id) && <EarlierRuns last={run} columns={columns} clock={clock} before={1} />}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}
