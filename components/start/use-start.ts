import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import { ask } from '#components/ui/ask.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { ActionError, ActionResult } from '#lib/result.ts';
import type { Choice } from './choice.ts';

export type StartAction = (input: unknown) => Promise<ActionResult<RunView>>;

/** What is about to be started. */
export interface Draft {
  readonly from: Choice | null;
  readonly to: Choice | null;
  readonly why: string;
}

/** Ids of the fields, by the name that the server calls them. */
export const FIELD_IDS = { oldUser: 'old-user', newUser: 'new-user', why: 'why' } as const;

/**
 * Starts a migration once, however often the button is pressed: the first press holds a token until the server has
 * said no; after a yes it is never given back, and the run's page is opened. Where the directory knows everybody, no
 * other name is asked for than one of its list.
 */
export function useStart(action: StartAction, knowsEverybody: boolean) {
  const router = useRouter();
  const token = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ActionError | null>(null);
  const [, startTransition] = useTransition();

  const refuse = (refusal: ActionError) => {
    token.current = false;
    setBusy(false);
    setError(refusal);
    focusFirst(refusal);
  };
  const start = (draft: Draft) => {
    if (token.current) return;
    const missing = problemsOf(draft, knowsEverybody ? CHOOSE_LISTED : CHOOSE);
    if (missing) return refuse(missing);
    token.current = true;
    setBusy(true);
    setError(null);
    startTransition(async () => {
      const result = await askFor(action, draft);
      if (result.ok) router.push(`/migrations/${result.value.id}` as Route);
      else refuse(result.error);
    });
  };
  return { start, busy, error, forget: () => setError(null) };
}

/** A lost connection leaves open whether the run was recorded, and says so. */
async function askFor(action: StartAction, { from, to, why }: Draft): Promise<ActionResult<RunView>> {
  try {
    return await ask(() =>
      action({
        oldUser: from?.username,
        newUser: to?.username,
        ...(why.trim() !== '' && { why: why.trim() }),
      }),
    );
  } catch {
    const message = 'Rehome did not answer. The migration may have been started all the same: look at the list first.';
    return { ok: false, error: { code: 'unavailable', message } };
  }
}

const CHOOSE_LISTED = 'Choose a person from the list.';
const CHOOSE = 'Choose a person from the list, or use the typed name anyway.';

function problemsOf({ from, to }: Draft, choose: string): ActionError | undefined {
  const fields: Record<string, string> = {};
  if (!from) fields.oldUser = choose;
  if (!to) fields.newUser = choose;
  else if (from?.username === to.username) fields.newUser = 'Choose two different accounts.';
  if (Object.keys(fields).length === 0) return undefined;
  return { code: 'invalid', message: Object.values(fields).join(' '), fields };
}

function focusFirst({ fields = {} }: ActionError): void {
  const first = Object.entries(FIELD_IDS).find(([field]) => fields[field] !== undefined);
  if (first) document.getElementById(first[1])?.focus();
}
