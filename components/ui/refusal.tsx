import type { ActionResult } from '#lib/result.ts';
import { Alert } from './alert.tsx';

interface RefusalProps {
  /** What was asked of the server, as a mutation has it. */
  readonly asked: { readonly data?: ActionResult<unknown> | undefined; readonly isError: boolean };
  /** The first sentence where the server said no. */
  readonly refused: string;
  /** The same where there was no answer, and what to do then. */
  readonly unknown: string;
  readonly advice: string;
}

/** Says why something was not done, or that it is not known whether it was; nothing while all is well. */
export function Refusal({ asked, refused, unknown, advice }: RefusalProps) {
  const refusal = asked.data?.ok === false ? asked.data.error.message : null;
  if (refusal === null && !asked.isError) return null;
  return (
    <Alert grade="error" role="alert" title={refusal === null ? unknown : refused} className="mt-4">
      {refusal ?? advice}
    </Alert>
  );
}
