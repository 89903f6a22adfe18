'use client';

import { useState } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { Button } from '#components/ui/button.tsx';
import { latePart } from '#components/ui/late-part.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import type { Clock } from '#lib/format/time.ts';
import type { MountedClaimView } from '#lib/migrations/cleanup-views.ts';
import type { CleanUpOutcome, LeftoverView } from '#lib/migrations/views.ts';
import { ClaimNote } from './claim-note.tsx';
import { LeftoverTable } from './leftover-table.tsx';
import { canGo } from './leftover-words.ts';
import { RemovalReportAlert } from './removal-report.tsx';
import { podCount, type RemovalReport, reportOf } from './removal-words.ts';
import type { CleanUpAction } from './remove-dialog.tsx';

const RemoveDialog = latePart(() => import('./remove-dialog.tsx').then((module) => module.RemoveDialog));
const PARTS = [RemoveDialog.warm];

interface LeftoversProps {
  readonly leftovers: readonly LeftoverView[];
  readonly claims: readonly MountedClaimView[];
  /** Nothing else is to be cleaned up either, and the page says so. */
  readonly isAlone: boolean;
  readonly stale: boolean;
  /** Since when the list may be old; null while it is fresh. */
  readonly staleSince: string | null;
  readonly clock: Clock;
  readonly mayClean: boolean;
  readonly scope: Scope;
  readonly cleanUp: CleanUpAction;
  readonly onChanged: () => void;
}

/** Pods left behind: why each is still there, and for who may, their removal, one by one or several at once. */
export function Leftovers(props: LeftoversProps) {
  const { leftovers, claims, isAlone, stale, staleSince, clock, mayClean, scope, cleanUp, onChanged } = props;
  const selection = useSelection(leftovers);
  useWarmParts(PARTS);
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
    onChanged();
  };
  const { selected } = selection;
  return (
    <>
      {report && <RemovalReportAlert report={report} onClose={() => setReport(null)} />}
      {!(isAlone && leftovers.length === 0) && (
        <Panel
          id="leftovers"
          title="Cluster leftovers"
          label="Cluster leftovers"
          aside={<Count count={leftovers.length} asOf={staleSince} clock={clock} />}
          action={
            selected.length > 0 && (
              <Button size="small" variant="danger-quiet" onClick={() => ask(selected)}>
                Remove {selected.length} selected…
              </Button>
            )
          }
        >
          <ClaimNote claims={claims} />
          {leftovers.length === 0 ? (
            <p className="px-inset py-4 text-row text-ink-2">No pod was left behind.</p>
          ) : (
            <LeftoverTable
              {...{ leftovers, selected, clock, stale, mayClean }}
              onSelect={selection.select}
              onRemove={(leftover) => ask([leftover])}
            />
          )}
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
  const selected = leftovers.filter((leftover) => canGo(leftover) && chosen.has(leftover.uid));
  return { selected, select, clear: () => setChosen(new Set()) };
}

interface CountProps {
  readonly count: number;
  readonly asOf: string | null;
  readonly clock: Clock;
}

function Count({ count, asOf, clock }: CountProps) {
  if (asOf === null) return podCount(count);
  return (
    <>
      {podCount(count)}, as of <Time at={asOf} clock={clock} withZone />
    </>
  );
}
