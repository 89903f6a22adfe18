'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Fragment, useEffect, useRef, useState } from 'react';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { useClock } from '#components/migrations/use-clock.ts';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Table } from '#components/ui/table.tsx';
import type { Clock } from '#lib/format/time.ts';
import { pairContextQuery } from '#lib/migrations/queries.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { PairView, RunView } from '#lib/migrations/views.ts';
import { PairRunRow } from './pair-run-row.tsx';
import { RunResult } from './run-result.tsx';

interface PairRunsProps {
  readonly pair: Pick<PairView, 'oldUser' | 'newUser' | 'runs' | 'reverseRuns' | 'results'>;
  readonly clock: Clock;
}

const isUnfinished = ({ status }: RunView): boolean => !isOutcome(status);

/** Every run of a pair, both ways, newest first, with its result. Asks again while one has not ended; when it has, the rest of the page is read anew. */
export function PairRuns({ pair, clock: start }: PairRunsProps) {
  const { oldUser, newUser, results } = pair;
  const unfinished = [...pair.runs, ...pair.reverseRuns].filter(isUnfinished).length;
  const polled = useQuery({ ...pairContextQuery(oldUser, newUser), ...(unfinished === 0 && { enabled: false }) });
  const { runs, reverseRuns } = unfinished > 0 && polled.isFetchedAfterMount && polled.data ? polled.data : pair;
  const clock = useClock(start, unfinished > 0);
  useRereadWhenEnded(unfinished, [...runs, ...reverseRuns].filter(isUnfinished).length);
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
      <Table label={`Runs of ${oldUser} to ${newUser}`} stale={polled.isError}>
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

/** A run that ends leaves a folder and a pod's result behind: those come with the page. */
function useRereadWhenEnded(before: number, now: number): void {
  const router = useRouter();
  const read = useRef(before);
  useEffect(() => {
    if (now < read.current) router.refresh();
    read.current = now;
  }, [now, router]);
}
