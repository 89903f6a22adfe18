'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import type { Clock } from '#lib/format/time.ts';

/**
 * The server's clock, going on in the browser once a second. The first paint says what the server said; after that the
 * browser's own clock only measures how long ago that was, so a wrong one does no harm.
 */
export function useClock(initial: Clock, isRunning: boolean): Clock {
  const [now, setNow] = useState(initial.now);
  const start = useRef<{ readonly now: string; readonly behind: number }>(undefined);
  useEffect(() => {
    // Once for each clock of the server's, whether it runs or not: one that stood still for a while is not late.
    if (start.current?.now !== initial.now) {
      start.current = { now: initial.now, behind: Date.parse(initial.now) - performance.now() };
    }
    const { behind } = start.current;
    if (!isRunning) return;
    const timer = setInterval(() => setNow(new Date(behind + performance.now()).toISOString()), 1000);
    return () => clearInterval(timer);
  }, [initial.now, isRunning]);
  return useMemo(() => ({ zone: initial.zone, now }), [initial.zone, now]);
}
