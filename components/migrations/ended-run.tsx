'use client';

import { useMutation } from '@tanstack/react-query';
import type { Route } from 'next';
import type { Scope } from '#components/layout/scope.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ask } from '#components/ui/ask.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { CheckSummary, ReceiptCard, Seen } from './ended-parts.ts';
import { Evidence, isDone, WhatIsLeft, WhatToDoNext } from './explanation.tsx';
import type { MarkSeen } from './mark-seen.tsx';
import { NotesList } from './notes-list.tsx';
import { DiscardButton, type PartialCopy, ResumeButton } from './partial-copy.tsx';
import { TellThePerson } from './tell-the-person.tsx';
import type { FollowUps } from './use-follow-up.ts';

export type CleanUp = (input: { readonly pods: readonly string[] }) => Promise<ActionResult<unknown>>;

interface EndedRunProps {
  readonly run: RunDetailView;
  readonly clock: Clock;
  readonly markSeen: MarkSeen;
  readonly cleanUp: CleanUp;
  readonly followUps: FollowUps;
  readonly scope: Scope;
  readonly runAgainHref: Route;
  readonly onChanged: () => void;
}

/** What an ended run left, what it means, and what to do about it. */
export function EndedRun({ run, clock, markSeen, cleanUp, followUps, scope, runAgainHref, onChanged }: EndedRunProps) {
  const { explanation } = run;
  if (!explanation) return null;
  const { actions } = run;
  const later = run.later?.what === 'discarded' ? null : run.later;
  const isSeenTold = actions.markSeen || run.seenAt !== null;
  const next = (actions.resume || actions.runAgain || later || isSeenTold) && (
    <>
      {later && (
        <ButtonLink href={`/migrations/${later.id}` as Route} variant="primary">
          Open run #{later.number}
        </ButtonLink>
      )}
      {actions.resume && <ResumeButton runId={run.id} resume={followUps.resume} />}
      {actions.runAgain && (
        <ButtonLink href={runAgainHref} variant={isNextStep(run) ? 'primary' : 'secondary'} icon="again">
          {run.kind === 'copy' ? 'Run again' : 'Migrate this pair'}
        </ButtonLink>
      )}
      {isSeenTold && <Seen {...{ run, clock, markSeen, onChanged }} />}
    </>
  );
  const tidy = (actions.cleanUp || actions.discard) && (
    <div className="flex flex-wrap items-center gap-2">
      {actions.discard && <DiscardButton copy={copyOf(run)} scope={scope} discard={followUps.discard} />}
      {actions.cleanUp && <RemovePod run={run} cleanUp={cleanUp} onChanged={onChanged} />}
    </div>
  );
  return (
    <div className="mb-4 grid items-start gap-4 split:grid-cols-[minmax(0,1fr)_320px] split:gap-x-6">
      <div className="contents split:block split:space-y-4">
        <div className="space-y-4 max-split:order-2">
          {run.report && <CheckSummary report={run.report} oldUser={run.oldUser} newUser={run.newUser} />}
          {!isDone(run) && <Evidence explanation={explanation} />}
          {isDone(run) && run.kind === 'copy' && <ReceiptCard run={run} />}
          <TellThePerson run={run} />
          <NotesList run={run} />
          <WhatIsLeft explanation={explanation} action={tidy} />
        </div>
      </div>
      <WhatToDoNext explanation={explanation} action={next} />
    </div>
  );
}

/** Whether a new run is what comes next: not after a good copy, a better way on, or a check that found no room. */
function isNextStep({ kind, status, actions, later, report }: RunDetailView): boolean {
  if (actions.resume || (later && later.what !== 'discarded')) return false;
  if (kind === 'check') return isDone({ status }) && report?.needed?.fits !== false;
  return kind === 'copy' && !isDone({ status });
}

const copyOf = ({ id, oldUser, newUser, staging, progress }: RunDetailView): PartialCopy => ({
  ...{ runId: id, oldUser, newUser, folder: staging },
  ...{ bytes: progress?.bytesDone ?? null, files: progress?.filesDone ?? null },
});

function RemovePod({ run, cleanUp, onChanged }: Pick<EndedRunProps, 'run' | 'cleanUp' | 'onChanged'>) {
  const asked = useMutation({
    mutationFn: () => ask(() => cleanUp({ pods: run.pod ? [run.pod.uid] : [] })),
    onSuccess: onChanged,
  });
  const refusal = asked.data?.ok === false ? asked.data.error.message : asked.isError ? 'Rehome did not answer.' : null;
  if (refusal) {
    return (
      <Alert grade="error" role="alert" title="The pod was not removed.">
        {refusal}
      </Alert>
    );
  }
  return (
    <Button size="small" disabled={asked.isPending} onClick={() => asked.mutate()}>
      {asked.isPending ? 'Removing pod…' : 'Remove pod'}
    </Button>
  );
}
