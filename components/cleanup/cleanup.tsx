'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { useClock } from '#components/migrations/use-clock.ts';
import type { FollowUps } from '#components/migrations/use-follow-up.ts';
import { Empty } from '#components/ui/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { Clock } from '#lib/format/time.ts';
import { cleanupQuery } from '#lib/migrations/queries.ts';
import type { CleanupView } from '#lib/migrations/views.ts';
import { Leftovers } from './leftovers.tsx';
import { PartialCopies } from './partial-copies.tsx';
import type { CleanUpAction } from './remove-dialog.tsx';

interface CleanupProps {
  readonly initial: CleanupView;
  readonly clock: Clock;
  readonly scope: Scope;
  readonly mayRun: boolean;
  readonly mayClean: boolean;
  readonly cleanUp: CleanUpAction;
  readonly followUps: FollowUps;
  /** The section on records, below the others. */
  readonly children?: ReactNode;
}

/** What runs left behind: pods in the cluster, partial copies in homes, and below them what becomes of records. */
export function Cleanup({ initial, clock: start, children, ...rest }: CleanupProps) {
  const polled = useQuery(cleanupQuery(initial));
  const { leftovers, claims, partial, asOf } = polled.data;
  const clock = useClock(start, leftovers.length + partial.count > 0);
  const isEmpty = leftovers.length === 0 && partial.count === 0;
  const staleSince = polled.isError ? new Date(polled.dataUpdatedAt).toISOString() : asOf;
  return (
    <div className="grid min-w-0 gap-6">
      {isEmpty && <NothingLeft />}
      <Leftovers
        leftovers={leftovers}
        claims={claims}
        isAlone={isEmpty}
        stale={polled.isError}
        {...{ staleSince, clock, ...rest }}
        onChanged={() => void polled.refetch()}
      />
      {!isEmpty && <PartialCopies partial={partial} stale={polled.isError} clock={clock} {...rest} />}
      {children}
    </div>
  );
}

function NothingLeft() {
  return (
    <Panel label="Nothing to clean up">
      <Empty title="Nothing to clean up">
        Pods and partial copies that runs leave behind are listed here until somebody removes them.
      </Empty>
    </Panel>
  );
}
