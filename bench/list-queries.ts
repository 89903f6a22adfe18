import type { History } from '#lib/history/history.ts';
import { type ListQuery, PRESETS, SORTS } from '#lib/migrations/views.ts';

export const PAGE_SIZE = 25;

/** Texts in the user filter, by how much they find. */
export const USERS: Readonly<Record<string, string>> = {
  'no user filter': '',
  'a name of many': 'solberg',
  'a name of few': 'solberg12',
  'a name of nobody': 'nobody-has-this',
};

export const DEPTHS = ['first page', 'middle page', 'last page'] as const;

/** A query of the list, and what it is one of. */
export interface ListCase {
  readonly query: ListQuery;
  readonly user: string;
  readonly depth: (typeof DEPTHS)[number];
}

/** Every preset in every order under every user filter, downwards, at its first page, half-way, and at its last. */
export async function listCases(history: History): Promise<readonly ListCase[]> {
  const cases: ListCase[] = [];
  for (const [user, text] of Object.entries(USERS)) {
    const { counts } = await history.list(
      { preset: 'all', user: text, sort: 'requested', descending: true, page: 1 },
      PAGE_SIZE,
    );
    for (const preset of PRESETS) {
      const last = Math.max(1, Math.ceil(counts[preset] / PAGE_SIZE));
      for (const sort of SORTS) {
        const query = { preset, user: text, sort, descending: true, page: 1 };
        cases.push({ query, user, depth: 'first page' });
        if (last > 2) cases.push({ query: { ...query, page: Math.ceil(last / 2) }, user, depth: 'middle page' });
        if (last > 1) cases.push({ query: { ...query, page: last }, user, depth: 'last page' });
      }
    }
  }
  return cases;
}
