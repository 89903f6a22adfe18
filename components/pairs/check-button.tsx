'use client';

import { useFollowUp } from '#components/migrations/use-follow-up.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import type { RunView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';

export type Check = (input: { readonly oldUser: string; readonly newUser: string }) => Promise<ActionResult<RunView>>;

interface CheckButtonProps {
  readonly oldUser: string;
  readonly newUser: string;
  readonly check: Check;
}

/** Looks at both homes and changes nothing, so that it needs no question. */
export function CheckButton({ oldUser, newUser, check }: CheckButtonProps) {
  const { ask, isBusy, refusal } = useFollowUp(() => check({ oldUser, newUser }));
  if (refusal) {
    return (
      <Alert grade="error" role="alert" title="Not checked.">
        {refusal}
      </Alert>
    );
  }
  return (
    <Button icon="scan" disabled={isBusy} onClick={ask}>
      {isBusy ? 'Starting the check…' : 'Check homes'}
    </Button>
  );
}
