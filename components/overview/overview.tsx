'use client';

import { useQuery } from '@tanstack/react-query';
import { NoRuns } from '#components/history/no-runs.tsx';
import { useShell } from '#components/layout/use-shell.ts';
import type { MarkSeen } from '#components/migrations/mark-seen.tsx';
import { useClock } from '#components/migrations/use-clock.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { OverviewView } from '#lib/migrations/overview-views.ts';
import { overviewQuery } from '#lib/migrations/queries.ts';
import type { ShellView } from '#lib/migrations/views.ts';
import { splitRuns } from './attention.ts';
import { AttentionPanel } from './attention-panel.tsx';
import { DayChart } from './day-chart.tsx';
import { DayTable } from './day-table.tsx';
import { Glance } from './glance.tsx';
import { NowPanel } from './now-panel.tsx';
import { RecentPanel } from './recent-panel.tsx';
import { RoomPanel } from './room-panel.tsx';
import { ToCleanUp } from './to-clean-up.tsx';

interface OverviewProps {
  readonly initial: OverviewView;
  readonly shell: ShellView;
  readonly clock: Clock;
  readonly mayRun: boolean;
  readonly markSeen: MarkSeen;
}

/** How things stand: what needs somebody, what goes on, what was done. Asks again as long as it is open. */
export function Overview({ initial, shell, clock: start, mayRun, markSeen }: OverviewProps) {
  const polled = useQuery(overviewQuery(initial));
  const view = polled.data;
  const { leftovers, partialCopies } = useShell(shell).data;
  const clock = useClock(start, true);
  const split = splitRuns(view, clock.now);
  if (view.isEmpty) return <NoRuns mayRun={mayRun} />;
  return (
    <>
      <Glance view={view} />
      <div className="grid items-start gap-6 split:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-6">
          <AttentionPanel
            split={split}
            isMore={view.failures.isMore}
            clock={clock}
            markSeen={mayRun ? markSeen : null}
            onSeen={() => {
              // The row goes, and the button with it.
              document.getElementById('content')?.focus({ preventScroll: true });
              void polled.refetch();
            }}
          />
          <NowPanel
            runs={[...split.now, ...view.next]}
            isRest={split.attention.length > view.failures.runs.length}
            more={view.queued - view.next.length}
            clock={clock}
            stale={polled.isError}
          />
          <Panel title="Copied by day" label="Copied by day">
            <DayChart days={view.days} />
            <DayTable days={view.days} />
          </Panel>
        </div>
        <div className="grid min-w-0 gap-6">
          <RoomPanel room={view.room} clock={clock} />
          <RecentPanel runs={view.recent} clock={clock} />
          <ToCleanUp leftovers={leftovers} partialCopies={partialCopies} />
        </div>
      </div>
    </>
  );
}
