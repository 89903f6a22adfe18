import { useEffect } from 'react';
import type { Choice } from './choice.ts';

/** Keeps the chosen people in the address, so that it can be sent on or come back to. */
export function useAddress(from: Choice | null, to: Choice | null): void {
  useEffect(() => {
    const params = new URLSearchParams();
    if (from) params.set('old', from.username);
    if (to) params.set('new', to.username);
    const search = params.size > 0 ? `?${params}` : '';
    if (window.location.search === search) return;
    window.history.replaceState(null, '', `${window.location.pathname}${search}`);
  }, [from, to]);
}
