'use client';

import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface TabStripProps {
  readonly label: string;
  /** Key of the tab on show: when it changes, its tab is brought into sight. */
  readonly current: string;
  readonly children: ReactNode;
}

/** The row of tabs. Where it is too narrow for all, it scrolls sideways, and the chosen tab is in sight; the page itself does not move. */
export function TabStrip({ label, current, children }: TabStripProps) {
  const ref = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect is about another tab having been chosen.
  useLayoutEffect(() => {
    const strip = ref.current;
    const chosen = strip?.querySelector('[aria-current]');
    if (!strip || !chosen) return;
    const outer = strip.getBoundingClientRect();
    const inner = chosen.getBoundingClientRect();
    if (inner.left >= outer.left && inner.right <= outer.right) return;
    strip.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }, [current]);
  return (
    <nav
      ref={ref}
      aria-label={label}
      className="flex gap-5 overflow-x-auto border-b border-line px-inset [scrollbar-width:none] max-phone:gap-6"
    >
      {children}
    </nav>
  );
}
