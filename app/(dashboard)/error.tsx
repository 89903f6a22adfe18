'use client';
import { buttonClass } from '#components/ui/button.tsx';

interface PageErrorProps {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}

/**
 * Shown where a page could not be made: a part of it did not come, or there is a defect, or a database that does not answer.
 * A part that did not come once may be asked for again only by a page that is loaded anew.
 */
export default function PageError({ error, reset }: PageErrorProps) {
  const isPart = error.name === 'ChunkLoadError';
  return (
    <div role="alert">
      <h1 className="text-title">This page could not be shown</h1>
      <p className="mt-2 text-ink-2">
        {isPart
          ? 'A part of it could not be loaded: Rehome does not answer, or was updated. Nothing was changed, and what runs goes on.'
          : `Nothing was changed. Rehome’s log has the details${error.digest ? ` under ${error.digest}` : ''}.`}
      </p>
      <button
        type="button"
        className={buttonClass({ variant: 'primary' }, 'mt-4')}
        onClick={isPart ? () => window.location.reload() : reset}
      >
        {isPart ? 'Reload' : 'Try again'}
      </button>
    </div>
  );
}
