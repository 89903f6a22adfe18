'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const SEQUENCE_MS = 1000;

/** Keys that work on every page: `n` new, `/` search, `g o` overview, `g m` migrations, `g b` bulk, `g c` cleanup, `g a` audit, `g s` settings. Never while something is typed. */
export function Shortcuts({ searchId }: { readonly searchId: string }) {
  const router = useRouter();
  useEffect(() => {
    let leader = 0;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const afterG = event.timeStamp - leader < SEQUENCE_MS;
      leader = event.key === 'g' ? event.timeStamp : 0;
      const goal = afterG
        ? { o: '/', m: '/migrations', b: '/bulk', c: '/cleanup', a: '/audit', s: '/settings' }[event.key]
        : { n: '/migrations/new' }[event.key];
      if (goal) router.push(goal as Route);
      if (event.key !== '/') return;
      event.preventDefault();
      document.getElementById(searchId)?.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [router, searchId]);
  return null;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, dialog') !== null);
