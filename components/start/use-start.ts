import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useCallback, useRef, useState, useTransition } from 'react';
import { ask } from '#components/ui/ask.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { ActionError, ActionResult } from '#lib/result.ts';
import type { Choice } from './choice.ts';
import type { Extras } from './extras.ts';
import { type OptionsDraft, optionProblems, optionsOf } from './options-draft.ts';
import { newRequestKey } from './request-key.ts';
import { focusFirst } from './start-fields.ts';
import type { WhyDraft } from './why-section.tsx';

export type StartAction = (input: unknown) => Promise<ActionResult<RunView>>;

/** What is about to be started. */
export interface Draft extends WhyDraft {
  readonly from: Choice | null;
  readonly to: Choice | null;
  readonly options: OptionsDraft;
  readonly extras: Extras;
}

/**
 * Starts a migration once, however often the button is pressed: the first press holds a token until the server has
 * said no; after a yes it is never given back, and the run's page is opened. A press after a lost answer is the same
 * request once more, so that it makes no second run. Where the directory knows everybody, no other name is asked for
 * than one of its list.
 */
export function useStart(action: StartAction, knowsEverybody: boolean) {
  const router = useRouter();
  const token = useRef(false);
  const sent = useRef<{ readonly key: string; readonly pair: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ActionError | null>(null);
  const [, startTransition] = useTransition();

  const refuse = (refusal: ActionError) => {
    token.current = false;
    setBusy(false);
    setError(refusal);
    focusFirst(refusal.fields ?? {});
  };
  const start = (draft: Draft) => {
    if (token.current) return;
    const fields = {
      ...pairProblems(draft, knowsEverybody),
      ...optionProblems(draft.options),
      ...draft.extras.problems,
    };
    if (Object.keys(fields).length > 0) {
      return refuse({ code: 'invalid', message: Object.values(fields).join(' '), fields });
    }
    token.current = true;
    setBusy(true);
    setError(null);
    const pair = JSON.stringify([draft.from?.username, draft.to?.username]);
    if (sent.current?.pair !== pair) sent.current = { key: newRequestKey(), pair };
    const { key } = sent.current;
    startTransition(async () => {
      const result = await askFor(action, draft, key);
      if (result.ok) router.push(`/migrations/${result.value.id}` as Route);
      else refuse(byField(result.error));
    });
  };
  const forget = useCallback(() => setError(null), []);
  return { start, busy, error, forget };
}

/** A lost connection leaves open whether the run was recorded, and says so. */
async function askFor(action: StartAction, draft: Draft, requestKey: string): Promise<ActionResult<RunView>> {
  const { from, to, why, ticket, identityConfirmed, options, extras } = draft;
  const { bandwidth, ...rest } = optionsOf(options);
  try {
    return await ask(() =>
      action({
        ...{ oldUser: from?.username, newUser: to?.username, requestKey, identityConfirmed },
        ...(why.trim() !== '' && { why: why.trim() }),
        ...(ticket.trim() !== '' && { ticket: ticket.trim() }),
        ...{ ...rest, bandwidth: bandwidth === '' ? null : bandwidth },
        ...extras.input,
      }),
    );
  } catch {
    const message = 'Rehome did not answer. Pressing Start once more starts no second run.';
    return { ok: false, error: { code: 'unavailable', message } };
  }
}

const CHOOSE_LISTED = 'Choose a person from the list.';
const CHOOSE = 'Choose a person from the list, or use the typed name anyway.';

/** Whose home is to go to whom: what is missing there, by field. */
export function pairProblems(
  { from, to }: Pick<Draft, 'from' | 'to'>,
  knowsEverybody: boolean,
): Readonly<Record<string, string>> {
  const choose = knowsEverybody ? CHOOSE_LISTED : CHOOSE;
  return {
    ...(!from && { oldUser: choose }),
    ...(!to && { newUser: choose }),
    ...(to && from?.username === to.username && { newUser: 'Choose two different accounts.' }),
  };
}

/** The server tells which of a list is at fault (`excludes.3`); the form has one field for all of it. */
function byField({ fields, ...error }: ActionError): ActionError {
  if (!fields) return error;
  const named = Object.entries(fields).map(([field, words]) => [field.split('.')[0], words]);
  return { ...error, fields: Object.fromEntries(named) };
}
