import type { DatabaseSync } from 'node:sqlite';
import type { History } from '#lib/history/history.ts';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import { type ListQuery, PRESETS, SORTS } from '#lib/migrations/list-views.ts';
import { PAGE_SIZE, rawPlace } from './raw-list.ts';

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
  /** How many runs lie before the page: what a plain statement has to skip. */
  readonly offset: number;
}

/** Every preset in every order under every user filter, downwards, at its first page, half-way, and at its last. */
export async function listCases(history: History, database: DatabaseSync, realm: string): Promise<readonly ListCase[]> {
  const cases: ListCase[] = [];
  for (const [user, text] of Object.entries(USERS)) {
    const { counts } = await history.list({ ...DEFAULT_QUERY, user: text }, PAGE_SIZE);
    for (const preset of PRESETS) {
      const last = Math.max(1, Math.ceil(counts[preset] / PAGE_SIZE));
      for (const sort of SORTS) {
        const query = { ...DEFAULT_QUERY, preset, user: text, sort };
        const at = (page: number, depth: ListCase['depth']): ListCase => {
          const offset = (page - 1) * PAGE_SIZE;
          return { query: { ...query, place: rawPlace(database, realm, query, offset) }, user, depth, offset };
        };
        cases.push(at(1, 'first page'));
        if (last > 2) cases.push(at(Math.ceil(last / 2), 'middle page'));
        if (last > 1) cases.push(at(last, 'last page'));
      }
    }
  }
  return cases;
}
