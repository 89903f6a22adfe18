'use client';

import { useMutation } from '@tanstack/react-query';
import { Alert } from '#components/ui/alert.tsx';
import { ask } from '#components/ui/ask.ts';
import { Button } from '#components/ui/button.tsx';
import { Refusal } from '#components/ui/refusal.tsx';
import { type Clock, formatExactTime } from '#lib/format/time.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { startWords, untilWords } from './scheduled-words.ts';

export type StartNow = (input: { readonly runId: string }) => Promise<ActionResult<unknown>>;

interface ScheduledCardProps {
  readonly run: RunDetailView;
  readonly startsAt: string;
  readonly clock: Clock;
  readonly startNow: StartNow;
  readonly onChanged: () => void;
}

/** When a run starts that waits for its time, what that means until then, and a way not to wait. */
export function ScheduledCard({ run, startsAt, clock, startNow, onChanged }: ScheduledCardProps) {
  const asked = useMutation({ mutationFn: () => ask(() => startNow({ runId: run.id })), onSuccess: onChanged });
  const title = (
    <time dateTime={startsAt} title={formatExactTime(startsAt, clock.zone)}>
      Starts {startWords(startsAt, clock)} ({untilWords(startsAt, clock.now)}).
    </time>
  );
  return (
    <div className="mb-4">
      <Alert
        title={title}
        action={
          run.actions.startNow && (
            <Button size="small" aria-disabled={asked.isPending} onClick={() => !asked.isPending && asked.mutate()}>
              {asked.isPending ? 'Starting now…' : 'Start now'}
            </Button>
          )
        }
      >
        Until then nothing happens in either home, and no other migration of this pair can start.
      </Alert>
      <Refusal
        asked={asked}
        refused="It was not started now."
        unknown="It is not known whether it was started."
        advice="Rehome did not answer. Asking again does no harm."
      />
    </div>
  );
}
