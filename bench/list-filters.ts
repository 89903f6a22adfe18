import type { History } from '#lib/history/history.ts';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import { type ListQuery, PRESETS, SORTS } from '#lib/migrations/list-views.ts';
import { PAGE_SIZE } from './raw-list.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

/** Filters that find much, little and nothing, alone and together, by facts of a run and by any text. */
const FILTERS: readonly Partial<ListQuery>[] = [
  {},
  ...['solberg', 'solberg12', 'nobody-has-this'].map((user) => ({ user })),
  ...['RH-308', 'RH-000', 'RH-999'].map((code) => ({ code })),
  { kind: 'copy' },
  { kind: 'check' },
  { by: 'erin' },
  { by: 'nobody' },
  { folderState: 'partial' },
  { folderState: 'complete' },
  { since: ago(30) },
  { until: ago(30) },
  { since: ago(60), until: ago(50) },
  { byPair: true },
  ...['solberg', 'solberg12', 'qqqq', 'erin solberg', 'login provider', 'RH-308', 'so', 'a'].map((text) => ({ text })),
  { code: 'RH-308', text: 'solberg' },
  { by: 'erin', user: 'solberg' },
  { byPair: true, text: 'solberg' },
  { folderState: 'partial', until: ago(30) },
  { user: 'solberg', text: 'login' },
];

/** Every preset under each of these filters: the first page, the one after it, and the first in every order that is offered. */
export async function filterCases(history: History): Promise<readonly ListQuery[]> {
  const cases: ListQuery[] = [];
  for (const filter of FILTERS) {
    for (const preset of PRESETS) {
      const query: ListQuery = { ...DEFAULT_QUERY, ...filter, preset };
      const { next, sortable } = await history.list(query, PAGE_SIZE);
      cases.push(query, ...(next ? [{ ...query, place: next }] : []));
      if (sortable) cases.push(...SORTS.filter((sort) => sort !== query.sort).map((sort) => ({ ...query, sort })));
    }
  }
  return cases;
}
