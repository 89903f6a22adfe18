'use client';
import { buttonClass } from '#components/ui/button.tsx';

/** Shown where a page could not be made: a defect, or a database that does not answer. */
export default function PageError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  return (
    <div role="alert">
      <h1 className="text-title">This page could not be shown</h1>
      <p className="mt-2 text-ink-2">
        Nothing was changed. Rehome’s log has the details{error.digest ? ` under ${error.digest}` : ''}.
      </p>
      <button type="button" className={buttonClass({ variant: 'primary' }, 'mt-4')} onClick={reset}>
        Try again
      </button>
    </div>
  );
}
