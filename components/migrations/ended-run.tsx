'use client';

import { useMutation } from '@tanstack/react-query';
import type { Route } from 'next';
import { Alert } from '#components/ui/alert.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { Evidence, isDone, WhatIsLeft, WhatToDoNext } from './explanation.tsx';
import { NotesList } from './notes-list.tsx';
import { ProgressCard } from './progress-card.tsx';

export type CleanUp = (input: { readonly pods: readonly string[] }) => Promise<ActionResult<unknown>>;

interface EndedRunProps {
  readonly run: RunDetailView;
  readonly clock: Clock;
  readonly cleanUp: CleanUp;
  readonly runAgainHref: Route;
  readonly onChanged: () => void;
}

/** What an ended run left, what it means, and what to do about it. */
export function EndedRun({ run, clock, cleanUp, runAgainHref, onChanged }: EndedRunProps) {
  const { explanation } = run;
  if (!explanation) return null;
  const done = isDone(run);
  const again = run.actions.runAgain && (
    <ButtonLink href={runAgainHref} variant={done ? 'secondary' : 'primary'} icon="again">
      Run again
    </ButtonLink>
  );
  return (
    <div className="mb-4 grid items-start gap-4 split:grid-cols-[minmax(0,1fr)_320px] split:gap-x-6">
      <div className="contents split:block split:space-y-4">
        <div className="space-y-4 max-split:order-2">
          {done ? <ProgressCard run={run} now={clock.now} /> : <Evidence explanation={explanation} />}
          <NotesList run={run} />
          <WhatIsLeft
            explanation={explanation}
            action={run.actions.cleanUp && <RemovePod run={run} cleanUp={cleanUp} onChanged={onChanged} />}
          />
        </div>
      </div>
      <WhatToDoNext explanation={explanation} action={again} />
    </div>
  );
}

function RemovePod({ run, cleanUp, onChanged }: Pick<EndedRunProps, 'run' | 'cleanUp' | 'onChanged'>) {
  const asked = useMutation({
    mutationFn: () => cleanUp({ pods: run.pod ? [run.pod.uid] : [] }),
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
