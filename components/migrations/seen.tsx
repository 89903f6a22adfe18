'use client';

import { useRef } from 'react';
import { elapsedMs } from '#lib/format/duration.ts';
import { type Clock, formatExactTime } from '#lib/format/time.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { ageWords } from './age-words.ts';
import { type MarkSeen, MarkSeenButton } from './mark-seen.tsx';
import { useClock } from './use-clock.ts';

interface SeenProps {
  readonly run: RunDetailView;
  readonly clock: Clock;
  readonly markSeen: MarkSeen;
  readonly onChanged: () => void;
}

/** Who saw first that a run failed, and when; until somebody did, the button that says so. */
export function Seen({ run: { id, seenBy, seenAt, actions }, clock: start, markSeen, onChanged }: SeenProps) {
  const box = useRef<HTMLDivElement>(null);
  const clock = useClock(start, seenAt !== null);
  return (
    <div ref={box} tabIndex={-1} className="text-row text-ink-2 outline-none">
      {actions.markSeen && (
        <MarkSeenButton
          runId={id}
          markSeen={markSeen}
          className="w-full"
          onSeen={() => {
            // The button goes, and what says so instead has the focus.
            box.current?.focus({ preventScroll: true });
            onChanged();
          }}
        />
      )}
      <p role="status" className="empty:hidden">
        {seenAt !== null && (
          <>
            Seen by <bdi>{seenBy}</bdi>,{' '}
            <time dateTime={seenAt} title={formatExactTime(seenAt, clock.zone)}>
              {ageWords(elapsedMs(seenAt, clock.now) ?? 0)}
            </time>
          </>
        )}
      </p>
    </div>
  );
}
