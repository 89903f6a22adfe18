import type { Route } from 'next';
import type { ExportFormat } from '#lib/migrations/export-format.ts';
import { listSearch } from '#lib/migrations/list-query.ts';
import type { ListQuery, RunListView, Sort } from '#lib/migrations/list-views.ts';

/** The address of a list that differs from this one in some points. Whatever changes, it starts at its first page. */
export const listHref = (query: ListQuery, change: Partial<ListQuery>): Route =>
  `/migrations${listSearch({ ...query, place: null, ...change })}` as Route;

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

/** The same where only the order of requests can be had: every other head leads nowhere. */
export function headSort(query: ListQuery, { sortable }: Pick<RunListView, 'sortable'>, sort: Sort) {
  if (sortable) return sortOf(query, sort);
  const isOther = query.sort !== 'requested';
  const shown: ListQuery = isOther ? { ...query, sort: 'requested', descending: true } : query;
  return sort === 'requested' ? sortOf(shown, sort) : undefined;
}

/** The address of a file with everything that a list shows, over all of its pages; it has an order of its own. */
export function exportHref(query: ListQuery, format: ExportFormat): string {
  const filter = listSearch({ ...query, sort: 'requested', descending: true, place: null }).replace('?', '&');
  return `/api/runs/export?format=${format}${filter}`;
}

/** The address of a file with these runs alone. */
export const chosenHref = (runIds: readonly string[], format: ExportFormat): string =>
  `/api/runs/export?${new URLSearchParams([['format', format], ...runIds.map((id) => ['run', id])])}`;
