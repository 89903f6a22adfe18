import type { Route } from 'next';
import type { ExportFormat } from '#lib/migrations/export-format.ts';
import { listSearch } from '#lib/migrations/list-query.ts';
import type { ListQuery, Sort } from '#lib/migrations/views.ts';

/** The address of a list that differs from this one in some points. Whatever changes, it starts at its first page. */
export const listHref = (query: ListQuery, change: Partial<ListQuery>): Route =>
  `/migrations${listSearch({ ...query, page: 1, ...change })}` as Route;

/** Columns that make most sense from A to Z at first; times and amounts from the largest. */
const FROM_A: ReadonlySet<Sort> = new Set(['status', 'pair', 'by']);

/** What the head of a column leads to, and which way the list is sorted by it now, if it is. */
export function sortOf(query: ListQuery, sort: Sort) {
  const isSorted = query.sort === sort;
  const descending = isSorted ? !query.descending : !FROM_A.has(sort);
  return {
    href: listHref(query, { sort, descending }),
    direction: isSorted ? (query.descending ? ('descending' as const) : ('ascending' as const)) : null,
  };
}

/** The address of a file with everything that a list shows, over all of its pages; it has an order of its own. */
export function exportHref({ preset, user }: ListQuery, format: ExportFormat): string {
  const filter = listSearch({ preset, user }).replace('?', '&');
  return `/api/runs/export?format=${format}${filter}`;
}
