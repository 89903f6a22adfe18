'use client';

import { useMutation } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { ask } from '#components/ui/ask.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';

/** Asks for a run that follows from an earlier one. */
export type FollowUp = (input: { readonly runId: string }) => Promise<ActionResult<RunView>>;

/** What a follow-up needs, and where it happens. */
export interface FollowUps {
  readonly resume: FollowUp;
  readonly discard: FollowUp;
}

/** Asks for a run once, and opens its page when it is recorded. `refusal` says why not. */
export function useFollowUp(request: () => Promise<ActionResult<RunView>>) {
  const router = useRouter();
  const asked = useMutation({
    mutationFn: () => ask(request),
    onSuccess: (answer) => {
      if (answer.ok) router.push(`/migrations/${answer.value.id}` as Route);
    },
  });
  const silence = 'Rehome did not answer. Look at the runs of this pair before you ask again.';
  const refusal = asked.data?.ok === false ? asked.data.error.message : asked.isError ? silence : null;
  // A yes is followed by another page; until that is there, nothing can be asked for a second time.
  return { ask: () => asked.mutate(), isBusy: asked.isPending || asked.data?.ok === true, refusal };
}
