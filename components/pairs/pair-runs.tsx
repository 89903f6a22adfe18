'use client';

import { Fragment, useState } from 'react';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { useClock } from '#components/migrations/use-clock.ts';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Table } from '#components/ui/table.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { PairView, RunView } from '#lib/migrations/views.ts';
import { PairRunRow } from './pair-run-row.tsx';
import { RunResult } from './run-result.tsx';
import { usePairRuns } from './use-pair-runs.ts';

interface PairRunsProps {
  readonly pair: Pick<PairView, 'oldUser' | 'newUser' | 'runs' | 'reverseRuns' | 'results'>;
  readonly clock: Clock;
}

/** Every run of a pair, both ways, newest first, with its result. */
export function PairRuns({ pair, clock: start }: PairRunsProps) {
  const { oldUser, newUser, results } = pair;
  const { runs, reverseRuns, isLive, isStale } = usePairRuns(pair);
  const clock = useClock(start, isLive);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(results.slice(0, 1).map(({ runId }) => runId)));
  const toggle = (id: string) => setOpen(new Set([...open].filter((one) => one !== id).concat(open.has(id) ? [] : id)));
  const rowsOf = (some: readonly RunView[]) =>
    [...some]
      .sort((a, b) => b.number - a.number)
      .map((run) => {
        const result = results.find(({ runId }) => runId === run.id);
        return (
          <Fragment key={run.id}>
            <PairRunRow
              run={run}
              clock={clock}
              result={result && { open: open.has(run.id), onToggle: () => toggle(run.id) }}
            />
            {result && open.has(run.id) && (
              <tr className="sub-row">
                <Cell card="text" colSpan={6} wrap>
                  <RunResult result={result} number={run.number} />
                </Cell>
              </tr>
            )}
          </Fragment>
        );
      });
  return (
    <Panel title="Runs" aside={runs.length + reverseRuns.length}>
      <Table label={`Runs of ${oldUser} to ${newUser}`} stale={isStale}>
        <thead>
          <tr>
            <HeadCell>Run</HeadCell>
            <HeadCell>Status</HeadCell>
            <HeadCell least>Steps</HeadCell>
            <HeadCell end>Size, time taken</HeadCell>
            <HeadCell>Requested, by</HeadCell>
            <HeadCell>
              <span className="sr-only">Result</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {reverseRuns.length > 0 && <Way words="This way" oldUser={oldUser} newUser={newUser} />}
          {rowsOf(runs)}
          {reverseRuns.length > 0 && <Way words="The other way" oldUser={newUser} newUser={oldUser} />}
          {rowsOf(reverseRuns)}
        </tbody>
      </Table>
    </Panel>
  );
}

interface WayProps {
  readonly words: string;
  readonly oldUser: string;
  readonly newUser: string;
}

const Way = ({ words, oldUser, newUser }: WayProps) => (
  <tr className="group-row">
    <td colSpan={6}>
      <span className="mr-2">{words}</span> <PairLabel oldUser={oldUser} newUser={newUser} />
    </td>
  </tr>
);
