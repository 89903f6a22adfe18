import { BULK_COLUMNS, type BulkRow } from '#lib/migrations/bulk-views.ts';
import type { EditedList } from './use-list.ts';

/** A list is kept with its tab, so that a reload loses nothing; one of other columns is another thing. */
const KEY = `rehome.bulk.${BULK_COLUMNS.join('.')}`;

export function keepList(list: EditedList | null): void {
  try {
    if (list) sessionStorage.setItem(KEY, JSON.stringify(list));
    else sessionStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing asks for the list again.
  }
}

/** The list of before the page was loaded again; null where there is none, or not what we wrote. */
export function readKeptList(): EditedList | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isList(kept) ? kept : null;
  } catch {
    return null;
  }
}

const isList = (value: unknown): value is EditedList => {
  if (typeof value !== 'object' || value === null) return false;
  const { rows, out, memory, table, text } = value as Partial<EditedList>;
  const isMapped = BULK_COLUMNS.every((column) => table?.mapping?.[column] !== undefined);
  return (
    Array.isArray(rows) &&
    rows.length > 0 &&
    rows.every(isRow) &&
    Array.isArray(out) &&
    out.every(isRow) &&
    isMapped &&
    Array.isArray(table?.heads) &&
    Array.isArray(table.rows) &&
    Array.isArray(memory?.lines) &&
    Array.isArray(memory.decided) &&
    typeof text === 'string'
  );
};

const isRow = (value: unknown): value is BulkRow => {
  const row = value as Partial<BulkRow> | null;
  return (
    typeof row?.line === 'number' &&
    typeof row.included === 'boolean' &&
    BULK_COLUMNS.every((column) => typeof row[column] === 'string')
  );
};
