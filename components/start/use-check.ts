import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { queryKeys } from '#lib/migrations/queries.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { PairContextView, RunView } from '#lib/migrations/views.ts';
import type { ActionError, ActionResult } from '#lib/result.ts';

export type CheckAction = (input: unknown) => Promise<ActionResult<RunView>>;

interface Asked {
  readonly oldUser: string;
  readonly newUser: string;
  /** Of the check's run; null until the server has said. */
  readonly number: number | null;
}

/** Asks for one check at a time; what became of it comes with the pair's context, which is asked for at once. */
export function useCheck(action: CheckAction, context: PairContextView | undefined) {
  const client = useQueryClient();
  const token = useRef(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [error, setError] = useState<ActionError | null>(null);
  const isOfPair = asked !== null && asked.oldUser === context?.oldUser && asked.newUser === context.newUser;
  const isAsking = isOfPair && (asked.number === null || asked.number > (context.check?.number ?? 0));
  const isChecking = isAsking || (context?.check != null && !isOutcome(context.check.status));

  const check = async (oldUser: string, newUser: string, excludes: readonly string[]) => {
    if (token.current || isChecking) return;
    token.current = true;
    setError(null);
    setAsked({ oldUser, newUser, number: null });
    const answer = await ask(action, { oldUser, newUser, excludes });
    token.current = false;
    setAsked(answer.ok ? { oldUser, newUser, number: answer.value.number } : null);
    if (!answer.ok) setError(answer.error);
    await client.invalidateQueries({ queryKey: queryKeys.pair(oldUser, newUser) });
  };
  const forget = useCallback(() => setError(null), []);
  return { check, isAsking, isChecking, error, forget };
}

async function ask(action: CheckAction, input: unknown): Promise<ActionResult<RunView>> {
  try {
    return await action(input);
  } catch {
    return {
      ok: false,
      error: { code: 'unavailable', message: 'Rehome did not answer. A check changes nothing: ask again.' },
    };
  }
}
