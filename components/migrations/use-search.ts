'use client';

import { useEffect, useState } from 'react';
import type { LogLineView } from '#lib/migrations/evidence-views.ts';
import { searchFor, searchOn } from './log-search.ts';

/**
 * Searches a log a piece at a time, so that typing never waits for it. Answers the numbers of the lines found so far. `of`
 * says which lines of the log these are: with other ones the search begins anew.
 */
export function useSearch(lines: readonly LogLineView[], search: string, of: string): readonly number[] {
  const [last, setLast] = useState(() => ({ of, found: searchFor(search, lines) }));
  const isSame = last.of === of && last.found.search === search;
  const found = isSame ? last.found : searchFor(search, lines);
  useEffect(() => {
    if (search === '') return;
    const next = searchOn(found, lines);
    if (next === found) return;
    const timer = setTimeout(() => setLast({ of, found: next }));
    return () => clearTimeout(timer);
  }, [of, found, lines, search]);
  return search === '' ? NONE : found.hits;
}

const NONE: readonly number[] = [];
