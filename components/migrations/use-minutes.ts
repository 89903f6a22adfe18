'use client';

import { useMemo } from 'react';
import type { Clock } from '#lib/format/time.ts';

/**
 * The clock to be told to a row that is about a moment: in steps of a minute once that lies before the minute, so that a long
 * list is not drawn anew every second.
 */
export function useMinutes(clock: Clock): (at: string | null) => Clock {
  const { zone, now } = clock;
  const minute = `${now.slice(0, 'yyyy-mm-ddThh:mm'.length)}:00.000Z`;
  const minutes = useMemo(() => ({ zone, now: minute }), [zone, minute]);
  return (at) => (at !== null && at < minute ? minutes : clock);
}
