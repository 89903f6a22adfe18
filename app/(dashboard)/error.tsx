'use client';

import { useEffect } from 'react';
import { buttonClass } from '#components/ui/button.tsx';

interface PageErrorProps {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}

/** Shown where a page could not be made: a part of it did not come, or there is a defect, or a database that does not answer. */
export default function PageError({ error, reset }: PageErrorProps) {
  const isUnreachable = error.name === 'ChunkLoadError';
  useEffect(() => {
    if (!isUnreachable) return;
    window.addEventListener('online', reset);
    return () => window.removeEventListener('online', reset);
  }, [isUnreachable, reset]);
  return (
    <div role="alert">
      <h1 className="text-title">This page could not be shown</h1>
      <p className="mt-2 text-ink-2">
        {isUnreachable
          ? 'Rehome did not answer when a part of it was to be loaded. Nothing was changed, and what runs goes on.'
          : `Nothing was changed. Rehome’s log has the details${error.digest ? ` under ${error.digest}` : ''}.`}
      </p>
      <button type="button" className={buttonClass({ variant: 'primary' }, 'mt-4')} onClick={reset}>
        Try again
      </button>
    </div>
  );
}
