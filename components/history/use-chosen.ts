'use client';

import { useCallback, useMemo, useState } from 'react';
import type { ManyOutcome } from '#lib/migrations/many-views.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { Deed } from './chosen-words.ts';

interface Asked {
  readonly deed: Deed;
  readonly runs: readonly RunView[];
}

/** Which runs of a page are chosen, what is asked of some, and what came of that. One that left the page is not chosen. */
export function useChosen(shown: readonly RunView[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [told, setTold] = useState<(Asked & { readonly outcome: ManyOutcome }) | null>(null);
  const chosen = useMemo(() => shown.filter(({ id }) => ids.has(id)), [shown, ids]);
  const clear = () => setIds(new Set());
  const select = useCallback((runs: readonly RunView[], on: boolean) => {
    const some = new Set(runs.map(({ id }) => id));
    setIds((ids) => (on ? ids.union(some) : ids.difference(some)));
  }, []);
  const ask = useCallback((deed: Deed, runs: readonly RunView[]) => {
    setTold(null);
    setAsked({ deed, runs });
  }, []);
  return {
    chosen,
    isChosen: (id: string) => ids.has(id),
    select,
    clear,
    asked,
    ask,
    close: () => setAsked(null),
    told,
    tell(outcome: ManyOutcome) {
      if (asked) setTold({ ...asked, outcome });
      setAsked(null);
      clear();
    },
    forget: () => setTold(null),
  };
}
