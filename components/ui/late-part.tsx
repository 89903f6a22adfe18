import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { sayInPassing } from './toast.ts';

/** How long after a part did not come it is asked for again, and how often. */
const AGAIN_MS = 2000;
const TRIES = 15;

/** A part of a page that is loaded when it is asked for. */
export interface LatePart<Props> {
  (props: Props): ReactNode;
  /** Loads it before it is shown (`useWarmParts`). Rejects where that fails; it is then loaded when it is shown. */
  readonly warm: () => Promise<unknown>;
}

/**
 * A part that no page begins with, such as a dialog: nothing of it comes from the server. It is drawn as soon as it is here,
 * and with what shows it where it was here before. React's own `lazy` would keep it back for 300 ms, however soon it came
 * (`FALLBACK_THROTTLE_MS`). Where it cannot be loaded the page stays as it is, says so, and asks again for half a minute.
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
    const [isMissed, setMissed] = useState(false);
    useEffect(() => {
      if (Drawn) return;
      let again: ReturnType<typeof setTimeout>;
      let isWanted = true;
      const ask = (tries: number) => {
        const fail = () => {
          if (!isWanted) return;
          setMissed(true);
          if (tries === 1) sayInPassing('A part of this page did not come yet.');
          if (tries < TRIES) again = setTimeout(ask, AGAIN_MS, tries + 1);
        };
        warm().then((loaded) => isWanted && setDrawn(() => loaded), fail);
      };
      ask(1);
      return () => {
        isWanted = false;
        clearTimeout(again);
      };
    }, [Drawn]);
    if (Drawn) return <Drawn {...props} />;
    return (
      isMissed && (
        <p role="alert" className="mt-2 text-row text-failed-ink">
          This could not be loaded: Rehome does not answer, or was updated. Load the page again if it does not come.
        </p>
      )
    );
  }
  return Object.assign(Part, { warm });
}
