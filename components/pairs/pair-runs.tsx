'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useClock } from '#components/migrations/use-clock.ts';
import { Panel } from '#components/ui/panel.tsx';
import { HeadCell, Table } from '#components/ui/table.tsx';
import type { Clock } from '#lib/format/time.ts';
import { pairContextQuery } from '#lib/migrations/queries.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { PairRunRow } from './pair-run-row.tsx';

interface PairRunsProps {
  readonly oldUser: string;
  readonly newUser: string;
  readonly initial: readonly RunView[];
  readonly clock: Clock;
}

/** Every run of a pair, newest first. Asks again while one has not ended; when it has, the rest of the page is read anew. */
export function PairRuns({ oldUser, newUser, initial, clock: start }: PairRunsProps) {
  const unfinished = initial.filter(({ status }) => !isOutcome(status)).length;
  const polled = useQuery({ ...pairContextQuery(oldUser, newUser), ...(unfinished === 0 && { enabled: false }) });
  const runs = unfinished > 0 && polled.isFetchedAfterMount && polled.data ? polled.data.runs : initial;
  const clock = useClock(start, unfinished > 0);
  useRereadWhenEnded(unfinished, runs.filter(({ status }) => !isOutcome(status)).length);
  return (
    <Panel title="Runs" aside={runs.length}>
      <Table label={`Runs of ${oldUser} to ${newUser}`} stale={polled.isError}>
        <thead>
          <tr>
            <HeadCell>Run</HeadCell>
            <HeadCell>Status</HeadCell>
            <HeadCell least>Steps</HeadCell>
            <HeadCell end>Size, time taken</HeadCell>
            <HeadCell>Requested, by</HeadCell>
          </tr>
        </thead>
        <tbody>
          {[...runs]
            .sort((a, b) => b.number - a.number)
            .map((run) => (
              <PairRunRow key={run.id} run={run} clock={clock} />
            ))}
        </tbody>
      </Table>
    </Panel>
  );
}

/** A run that ends leaves a folder and a pod's result behind: those come with the page. */
function useRereadWhenEnded(before: number, now: number): void {
  const router = useRouter();
  const read = useRef(before);
  useEffect(() => {
    if (now < read.current) router.refresh();
    read.current = now;
  }, [now, router]);
}
