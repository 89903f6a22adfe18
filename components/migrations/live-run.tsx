'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import { Suspense, useEffect, useRef, useState } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { Button } from '#components/ui/button.tsx';
import { latePart } from '#components/ui/late-part.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import type { Clock } from '#lib/format/time.ts';
import { runQuery } from '#lib/migrations/queries.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { EndedRun, loadEndedRun } from './ended-parts.ts';
import type { CleanUp } from './ended-run.tsx';
import { Statement } from './explanation.tsx';
import type { MarkSeen } from './mark-seen.tsx';
import { NoticeSwitch } from './notice-switch.tsx';
import { RunHeader } from './run-header.tsx';
import { RunMenu } from './run-menu.tsx';
import { RunTabs } from './run-tabs.tsx';
import type { StartNow } from './scheduled-card.tsx';
import { percentOfRun, statusLabel } from './status-look.ts';
import type { Stop } from './stop-dialog.tsx';
import { Track } from './track.tsx';
import { useClock } from './use-clock.ts';
import type { FollowUps } from './use-follow-up.ts';
import { useTab } from './use-tab.ts';

const ScheduledCard = dynamic(() => import('./scheduled-card.tsx').then((module) => module.ScheduledCard));
const StuckCard = dynamic(() => import('./stuck-card.tsx').then((module) => module.StuckCard));
const StuckActions = dynamic(() => import('./stuck-actions.tsx').then((module) => module.StuckActions));
const progressCard = () => import('./progress-card.tsx');
const ProgressCard = dynamic(() => progressCard().then((module) => module.ProgressCard));
const StopDialog = latePart(() => import('./stop-dialog.tsx').then((module) => module.StopDialog));
const PARTS = [StopDialog.warm, progressCard, loadEndedRun];

interface LiveRunProps {
  readonly initial: RunDetailView;
  readonly clock: Clock;
  readonly scope: Scope;
  readonly stop: Stop;
  readonly startNow: StartNow;
  readonly cleanUp: CleanUp;
  readonly markSeen: MarkSeen;
  readonly followUps: FollowUps;
  /** The start form with this pair in it. */
  readonly runAgainHref: Route;
  /** The page of this pair. */
  readonly pairHref: Route;
}

/** One run, live until it has ended, and its record ever after. */
export function LiveRun({ initial, clock: start, stop, cleanUp, markSeen, followUps, ...rest }: LiveRunProps) {
  const { scope, startNow, ...links } = rest;
  const query = useQuery(runQuery(initial));
  const run = query.data;
  const ended = isOutcome(run.status);
  const clock = useClock(start, !ended && !query.isError);
  const [isStopping, setStopping] = useState(false);
  useTab(run, clock.now);
  useWarmParts(PARTS);
  const closeDialog = () => {
    setStopping(false);
    void query.refetch();
  };
  useFocusKept(isStopping, run.actions.stop);
  return (
    <>
      <RunHeader
        run={run}
        clock={clock}
        actions={
          <>
            <NoticeSwitch run={run} now={clock.now} />
            {run.actions.stop && (
              <Button icon="square" onClick={() => setStopping(true)}>
                Stop…
              </Button>
            )}
          </>
        }
        menu={
          <RunMenu
            runId={run.id}
            pairHref={links.pairHref}
            againHref={run.actions.runAgain ? links.runAgainHref : null}
          />
        }
      />
      <p role="status" className="sr-only">
        {announcementOf(run)}
      </p>
      {run.startsAt && (
        <ScheduledCard {...{ run, clock, startNow, startsAt: run.startsAt }} onChanged={() => void query.refetch()} />
      )}
      {!ended && <StuckCard run={run} now={clock.now} action={run.pod && <StuckActions pod={run.pod} />} />}
      <Panel label="Progress by step" className="mb-4">
        {run.explanation && <Statement run={run} explanation={run.explanation} />}
        <Track run={run} now={clock.now} />
      </Panel>
      {ended ? (
        <EndedRun
          run={run}
          clock={clock}
          cleanUp={cleanUp}
          markSeen={markSeen}
          followUps={followUps}
          scope={scope}
          runAgainHref={links.runAgainHref}
          onChanged={() => void query.refetch()}
        />
      ) : (
        <div className="mb-4 empty:hidden">
          <Suspense>
            <ProgressCard run={run} now={clock.now} />
          </Suspense>
        </div>
      )}
      <RunTabs run={run} clock={clock} />
      {isStopping && <StopDialog run={run} scope={scope} stop={stop} onClose={closeDialog} />}
    </>
  );
}

/** Changes with the state and with each tenth of the way, and so is read out no more often than that. */
function announcementOf(run: RunDetailView): string {
  const percent = run.status === 'copying' ? percentOfRun(run) : null;
  const label = statusLabel(run);
  return percent === null ? label : `${label}, ${Math.floor(percent / 10) * 10} percent`;
}

/** Stopping takes the button away that had the focus: it goes to the page's content, not back to the top of the page. */
function useFocusKept(isStopping: boolean, hasButton: boolean): void {
  const wasAsked = useRef(false);
  useEffect(() => {
    if (isStopping) wasAsked.current = true;
    if (isStopping || hasButton || !wasAsked.current) return;
    wasAsked.current = false;
    if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true });
  }, [isStopping, hasButton]);
}
