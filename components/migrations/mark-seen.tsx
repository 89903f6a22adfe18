'use client';

import { useMutation } from '@tanstack/react-query';
import { Alert } from '#components/ui/alert.tsx';
import { ask } from '#components/ui/ask.ts';
import { Button, type ButtonSize } from '#components/ui/button.tsx';
import type { ManyOutcome } from '#lib/migrations/many-views.ts';
import type { ActionResult } from '#lib/result.ts';

/** Records that somebody saw that runs failed. */
export type MarkSeen = (input: { readonly runIds: readonly string[] }) => Promise<ActionResult<ManyOutcome>>;

interface MarkSeenButtonProps {
  readonly runId: string;
  readonly markSeen: MarkSeen;
  /** It was recorded, or somebody else was first. */
  readonly onSeen: () => void;
  /** What it is called where there are several. */
  readonly label?: string;
  readonly size?: ButtonSize;
  readonly className?: string;
}

/** Says at once that somebody saw this failure, so that it needs attention no more. It stays as failed as it is. */
export function MarkSeenButton({ runId, markSeen, onSeen, label, size, className }: MarkSeenButtonProps) {
  const asked = useMutation({
    mutationFn: () => ask(() => markSeen({ runIds: [runId] })),
    onSuccess: (answer) => answer.ok && onSeen(),
  });
  const silence = 'Rehome did not answer. Load the page again to see whether it was.';
  const refusal = asked.data?.ok === false ? asked.data.error.message : asked.isError ? silence : null;
  if (refusal) {
    return (
      <Alert grade="error" role="alert" title="Not marked as seen.">
        {refusal}
      </Alert>
    );
  }
  // A yes is followed by news of the run; until they are there, nothing can be asked for a second time.
  const isBusy = asked.isPending || asked.data?.ok === true;
  return (
    <Button size={size} className={className} aria-label={label} disabled={isBusy} onClick={() => asked.mutate()}>
      {isBusy ? 'Marking…' : 'Mark as seen'}
    </Button>
  );
}
