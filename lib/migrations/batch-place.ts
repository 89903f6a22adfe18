import { type RowFilter, readRowFilter } from './batch-views.ts';

/** Which rows of a batch a page shows; pages count from 1. */
export interface BatchPlace {
  readonly filter: RowFilter;
  readonly page: number;
}

type Param = string | readonly string[] | null | undefined;
const one = (value: Param): string => (typeof value === 'string' ? value : (value?.[0] ?? ''));

/** The rows that an address asks for. What makes no sense is read as all rows, from the first. */
export function readBatchPlace({ show, page }: { readonly show?: Param; readonly page?: Param }): BatchPlace {
  const number = Number.parseInt(one(page), 10);
  return {
    filter: readRowFilter(one(show)),
    page: Number.isSafeInteger(number) && number > 0 ? Math.min(number, 1_000) : 1,
  };
}

/** The same as the search of an address; empty for all rows, from the first. */
export function batchSearch({ filter, page }: BatchPlace): string {
  const params = new URLSearchParams({
    ...(filter !== 'all' && { show: filter }),
    ...(page > 1 && { page: String(page) }),
  });
  return params.size === 0 ? '' : `?${params}`;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The batch before which the list of an address begins; null for the newest, and for what makes no sense. */
export function readOlderThan({ before }: { readonly before?: Param }): string | null {
  const id = one(before);
  return ID.test(id) ? id : null;
}

/** The same as the search of an address; empty for the newest. */
export const olderSearch = (before: string | null): string => (before === null ? '' : `?before=${before}`);
