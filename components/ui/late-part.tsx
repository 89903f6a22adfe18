import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react';

/** A part of a page that is not loaded with it. */
export interface LatePart<Props> {
  (props: Props): ReactNode;
  /** Loads it before it is shown. Rejects where that fails; it is then loaded when it is shown. */
  readonly warm: () => Promise<unknown>;
}

/**
 * A part that is loaded when it is first shown, or before that by `useWarmParts`. It is drawn as soon as it is here: React
 * keeps back for 300 ms whatever it has waited for itself, however short that was (`FALLBACK_THROTTLE_MS`). Only what comes
 * with the page is waited for by React, while the rest of the page is taken over without it. One that cannot be loaded throws.
 */
export function latePart<Props extends object>(load: () => Promise<ComponentType<Props>>): LatePart<Props> {
  let here: ComponentType<Props> | null = null;
  const warm = async () => {
    here = await load();
    return here;
  };
  const Awaited = lazy(async () => ({ default: await warm() }));
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, where a module is loaded.
  function Part(props: Props) {
    const isWithPage = useSyncExternalStore(never, no, yes);
    const [Drawn, setDrawn] = useState<ComponentType<Props> | null>(() => (isWithPage ? Awaited : here));
    useEffect(() => {
      if (Drawn) return;
      const fail = (reason: unknown) =>
        setDrawn(() => {
          throw reason;
        });
      warm().then((loaded) => setDrawn(() => loaded), fail);
    }, [Drawn]);
    return <Suspense>{Drawn && <Drawn {...props} />}</Suspense>;
  }
  return Object.assign(Part, { warm });
}

/** What React asks is one thing while it draws a page or takes it over, and another ever after. */
const never = () => () => {};
const no = () => false;
const yes = () => true;
