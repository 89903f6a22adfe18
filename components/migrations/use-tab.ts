'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { familyOf, percentOfRun, statusWords } from './status-look.ts';
import { tabIcon } from './tab-icon.ts';

/** The browser's tab says how far the run is, in its title and its icon, so that it can be watched from another one. */
export function useTab(run: RunDetailView, now: string): void {
  useTitle(`${statusWords(run)} · ${run.oldUser} → ${run.newUser} · Rehome`);
  useIcon(tabIcon(familyOf(run, now), percentOfRun(run)));
}

/** Set again with every paint, since the page's own title comes back with each change of its address. */
function useTitle(title: string): void {
  useSearchParams();
  useEffect(() => {
    document.title = title;
  });
}

/** The page's icons are drawn over while the run is on show, and come back when it goes. */
function useIcon(address: string): void {
  useEffect(() => {
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];
    const before = links.map(({ href }) => href);
    for (const link of links) link.href = address;
    return () => {
      for (const [index, link] of links.entries()) link.href = before[index] ?? link.href;
    };
  }, [address]);
}
