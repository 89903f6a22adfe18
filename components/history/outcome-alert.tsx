'use client';

import { useEffect, useRef } from 'react';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { IconButton } from '#components/ui/button.tsx';
import type { ManyOutcome } from '#lib/migrations/many-views.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { type Deed, outcomeWords } from './chosen-words.ts';

interface OutcomeAlertProps {
  readonly deed: Deed;
  readonly runs: readonly RunView[];
  readonly outcome: ManyOutcome;
  readonly onClose: () => void;
}

/** What came of it, with each run that was skipped and why. Takes the focus: the button that had it is gone. */
export function OutcomeAlert({ deed, runs, outcome, onClose }: OutcomeAlertProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const byId = new Map(runs.map((run) => [run.id, run]));
  return (
    <div ref={box} tabIndex={-1} className="mb-4 outline-none">
      <Alert
        role="status"
        grade={outcome.skipped.length === 0 ? 'information' : 'warning'}
        title={outcomeWords(deed, outcome)}
        action={<IconButton icon="cross" label="Close this message" onClick={onClose} />}
      >
        {outcome.skipped.map(({ runId, why }) => {
          const run = byId.get(runId);
          return (
            <span key={runId} className="block">
              {run && <PairLabel oldUser={run.oldUser} newUser={run.newUser} />} {why}
            </span>
          );
        })}
      </Alert>
    </div>
  );
}
