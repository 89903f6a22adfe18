import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { sayInPassing } from './toast.ts';

/** How long after a part did not come it is asked for again. */
const AGAIN_MS = 2000;

/** A part of a page that is loaded when it is asked for. */
export interface LatePart<Props> {
  (props: Props): ReactNode;
  /** Loads it before it is shown (`useWarmParts`). Rejects where that fails; it is then loaded when it is shown. */
  readonly warm: () => Promise<unknown>;
}

/**
 * A part that no page begins with, such as a dialog: nothing of it comes from the server. It is drawn as soon as it is here,
 * and with what shows it where it was here before. React's own `lazy` would keep it back for 300 ms, however soon it came
 * (`FALLBACK_THROTTLE_MS`). Where it cannot be loaded the page stays as it is, says so in passing, and asks again.
 */
export function latePart<Props extends object>(load: () => Promise<ComponentType<Props>>): LatePart<Props> {
  let here: ComponentType<Props> | null = null;
  const warm = async () => {
    here ??= await load();
    return here;
  };
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, where a module is loaded.
  function Part(props: Props) {
    const [Drawn, setDrawn] = useState(() => here);
    useEffect(() => {
      if (Drawn) return;
      let again: ReturnType<typeof setTimeout>;
      let isWanted = true;
      const ask = (isFirst: boolean) => {
        const fail = () => {
          if (isFirst)
            sayInPassing('Rehome did not answer: this comes when it does. Load the page again if it does not.');
          if (isWanted) again = setTimeout(ask, AGAIN_MS, false);
        };
        warm().then((loaded) => setDrawn(() => loaded), fail);
      };
      ask(true);
      return () => {
        isWanted = false;
        clearTimeout(again);
      };
    }, [Drawn]);
    return Drawn && <Drawn {...props} />;
  }
  return Object.assign(Part, { warm });
}
