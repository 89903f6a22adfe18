'use client';

import { useEffect, useMemo, useState } from 'react';
import type { Clock } from '#lib/format/time.ts';

/**
 * The server's clock, going on in the browser once a second. The first paint says what the server said; after that the
 * browser's own clock only measures how long ago that was, so a wrong one does no harm.
 */
export function useClock(initial: Clock, isRunning: boolean): Clock {
  const [now, setNow] = useState(initial.now);
  useEffect(() => {
    if (!isRunning) return;
    const behind = Date.parse(initial.now) - performance.now();
    const timer = setInterval(() => setNow(new Date(behind + performance.now()).toISOString()), 1000);
    return () => clearInterval(timer);
  }, [initial.now, isRunning]);
  return useMemo(() => ({ zone: initial.zone, now }), [initial.zone, now]);
}
