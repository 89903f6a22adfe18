import { type FollowUp, useFollowUp } from '#components/migrations/use-follow-up.ts';
import { Button } from '#components/ui/button.tsx';

interface ResumeInsteadProps {
  readonly runId: string;
  readonly resume: FollowUp;
}

/** Goes on in the partial copy of an earlier run, in place of a start. Why that is refused is said below it. */
export function ResumeInstead({ runId, resume }: ResumeInsteadProps) {
  const { ask, isBusy, refusal } = useFollowUp(() => resume({ runId }));
  return (
    <>
      <Button size="small" icon="play" disabled={isBusy} onClick={ask}>
        {isBusy ? 'Resuming…' : 'Resume instead'}
      </Button>
      {refusal && (
        <p role="alert" className="basis-full text-failed-ink">
          Not resumed. {refusal}
        </p>
      )}
    </>
  );
}
