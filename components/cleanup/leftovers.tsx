'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useClock } from '#components/migrations/use-clock.ts';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { Clock } from '#lib/format/time.ts';
import { formatTime, formatZone } from '#lib/format/time.ts';
import { cleanupQuery } from '#lib/migrations/queries.ts';
import type { CleanUpOutcome, CleanupView, LeftoverView, ShellView } from '#lib/migrations/views.ts';
import { LeftoverTable } from './leftover-table.tsx';
import { RemovalReportAlert } from './removal-report.tsx';
import { type RemovalReport, reportOf } from './removal-words.ts';
import type { CleanUpAction } from './remove-dialog.tsx';

const RemoveDialog = dynamic(() => import('./remove-dialog.tsx').then((module) => module.RemoveDialog), { ssr: false });

interface LeftoversProps {
  readonly initial: CleanupView;
  readonly clock: Clock;
  readonly mayClean: boolean;
  readonly scope: Pick<ShellView, 'environment' | 'production'>;
  readonly cleanUp: CleanUpAction;
}

/** Pods left behind: why each is still there, and for who may, their removal, one by one or several at once. */
export function Leftovers({ initial, clock: start, mayClean, scope, cleanUp }: LeftoversProps) {
  const polled = useQuery(cleanupQuery(initial));
  const { leftovers, asOf } = polled.data;
  const clock = useClock(start, leftovers.length > 0);
  const selection = useSelection(leftovers);
  const [asked, setAsked] = useState<readonly LeftoverView[] | null>(null);
  const [report, setReport] = useState<RemovalReport | null>(null);
  const ask = (pods: readonly LeftoverView[]) => {
    setReport(null);
    setAsked(pods);
  };
  const finish = (pods: readonly LeftoverView[], outcome: CleanUpOutcome) => {
    const names = pods.map(({ pod }) => pod);
    setReport(reportOf(names, outcome));
    setAsked(null);
    selection.clear();
    void polled.refetch();
  };
  const { selected } = selection;
  const staleSince = polled.isError ? new Date(polled.dataUpdatedAt).toISOString() : asOf;
  return (
    <>
      {report && <RemovalReportAlert report={report} onClose={() => setReport(null)} />}
      {leftovers.length === 0 ? (
        <NothingLeft />
      ) : (
        <Panel
          title="Pods left behind"
          aside={countWords(leftovers.length, staleSince, clock)}
          action={
            selected.length > 0 && (
              <Button size="small" variant="danger-quiet" onClick={() => ask(selected)}>
                Remove {selected.length} selected…
              </Button>
            )
          }
        >
          <LeftoverTable
            leftovers={leftovers}
            selected={selected}
            clock={clock}
            stale={polled.isError}
            mayClean={mayClean}
            onSelect={selection.select}
            onRemove={(leftover) => ask([leftover])}
          />
        </Panel>
      )}
      {asked && (
        <RemoveDialog
          leftovers={asked}
          scope={scope}
          cleanUp={cleanUp}
          onClose={() => setAsked(null)}
          onDone={(outcome) => finish(asked, outcome)}
        />
      )}
    </>
  );
}

/** Which of the pods are chosen; one that has gone meanwhile is not. */
function useSelection(leftovers: readonly LeftoverView[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const select = (pods: readonly LeftoverView[], on: boolean) => {
    const uids = new Set(pods.map(({ uid }) => uid));
    setChosen(on ? chosen.union(uids) : chosen.difference(uids));
  };
  const selected = leftovers.filter(({ uid, removable }) => removable && chosen.has(uid));
  return { selected, select, clear: () => setChosen(new Set()) };
}

function NothingLeft() {
  return (
    <Panel label="Pods left behind">
      <Empty title="Nothing to clean up">
        Pods that a run leaves behind are listed here until somebody removes them. Unfinished copies in a home are on
        the page of their pair.
      </Empty>
    </Panel>
  );
}

function countWords(count: number, asOf: string | null, clock: Clock): string {
  const pods = count === 1 ? '1 pod' : `${count} pods`;
  return asOf === null ? pods : `${pods}, as of ${formatTime(asOf, clock)} ${formatZone(clock)}`;
}
