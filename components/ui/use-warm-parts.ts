'use client';

import { useEffect } from 'react';
import { drawn } from './drawn.ts';

const SIGNS = ['pointermove', 'pointerdown', 'keydown'] as const;

/**
 * Loads parts of a page at the first sign of its reader, so that they are here when they are asked for, also where the server
 * has gone by then. One that cannot be loaded now is asked for again when it is needed. `parts` must stay the same array.
 */
export function useWarmParts(parts: readonly (() => Promise<unknown>)[]): void {
  useEffect(() => {
    const done = new AbortController();
    const warm = () => {
      done.abort();
      // After the sign itself has been answered.
      void drawn().then(() => {
        for (const load of parts) load().catch(() => {});
      });
    };
    for (const sign of SIGNS) window.addEventListener(sign, warm, { passive: true, signal: done.signal });
    return () => done.abort();
  }, [parts]);
}
