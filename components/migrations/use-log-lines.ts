'use client';

import { startTransition, useEffect, useState } from 'react';
import type { LogLineView, LogPageView, LogView } from '#lib/migrations/evidence-views.ts';
import { linesPath } from '#lib/migrations/line-range.ts';
import { readJson } from '#lib/migrations/polling.ts';
import { RETRY_MS } from '#lib/migrations/queries.ts';
import { joinLines, missingLines } from './held-lines.ts';

interface Held {
  /** What the lines are of: other ones are numbered otherwise. */
  readonly of: string;
  readonly lines: readonly LogLineView[];
}

interface LogLinesHeld {
  readonly lines: readonly LogLineView[];
  /** Whether lines are still on their way here. */
  readonly isLoading: boolean;
}

/** All lines of a log that there are: begins with the last ones, which the page brought, and gets the others one by one. */
export function useLogLines(runId: string, log: LogView, raw: boolean): LogLinesHeld {
  const of = `${raw ? 'raw' : 'shown'} ${log.asOf}`;
  const brought = raw ? NONE : log.lines;
  const [kept, setHeld] = useState<Held>({ of, lines: brought });
  const held = kept.of === of ? kept.lines : brought;
  const lines = joinLines(held, brought);
  const range = missingLines(lines, raw ? log.raw : log);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    setHeld((now) => {
      const joined = joinLines(now.of === of ? now.lines : [], brought);
      return now.of === of && joined === now.lines ? now : { of, lines: joined };
    });
  }, [of, brought]);
  const { from, to } = range ?? { from: 0, to: 0 };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks once more for what did not come.
  useEffect(() => {
    if (to === from) return;
    const asked = new AbortController();
    const again = () => setTries((count) => count + 1);
    let timer: ReturnType<typeof setTimeout> | undefined;
    readJson<LogPageView>(linesPath(runId, { from, to, raw }), asked.signal)
      .then((page) => {
        if (page.lines.length === 0) timer = setTimeout(again, RETRY_MS);
        // Nobody waits for these: what is pressed meanwhile comes first.
        startTransition(() =>
          setHeld((now) => (now.of === of ? { of, lines: joinLines(now.lines, page.lines) } : now)),
        );
      })
      .catch(() => {
        if (!asked.signal.aborted) timer = setTimeout(again, RETRY_MS);
      });
    return () => {
      asked.abort();
      clearTimeout(timer);
    };
  }, [runId, of, raw, from, to, tries]);
  return { lines, isLoading: range !== null };
}

const NONE: readonly LogLineView[] = [];
