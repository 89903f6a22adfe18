import { useEffect, useState } from 'react';
import type { NamedRow } from '#lib/migrations/bulk-queries.ts';
import type { BulkCells, BulkColumn, BulkTable } from '#lib/migrations/bulk-views.ts';
import { keepList, readKeptList } from './kept-list.ts';

/** The list as it was read, edited and decided on. */
export interface EditedList {
  /** Where it came from: a file's name, or null for pasted text. */
  readonly source: string | null;
  readonly text: string;
  readonly table: BulkTable;
  readonly rows: readonly NamedRow[];
  /** Another one after every change that what is known of the rows depends on. */
  readonly revision: number;
}

let lastId = 0;
const nextId = (): number => {
  lastId += 1;
  return lastId;
};
const keyOf = ({ oldUser, newUser }: Pick<BulkCells, 'oldUser' | 'newUser'>): string =>
  JSON.stringify([oldUser, newUser]);

/** The list with what can be done to it. Reading it anew keeps what was decided about the same pairs. */
export function useList() {
  const [list, setList] = useState<EditedList | null>(null);
  const [kept, setKept] = useState<EditedList | null>(null);
  useEffect(() => setKept(readKeptList()), []);
  useEffect(() => {
    if (list) keepList(list);
  }, [list]);
  const read = (source: string | null, text: string, table: BulkTable) => {
    setList((before) => {
      const decided = new Set(before?.rows.filter(({ included }) => included).map(keyOf));
      const rows = table.rows.map((cells): NamedRow => {
        return { ...cells, id: nextId(), included: decided.has(keyOf(cells)) };
      });
      return { source, text, table, rows, revision: nextId() };
    });
  };
  const change = (edit: (rows: readonly NamedRow[]) => readonly NamedRow[], isSeen = true) =>
    setList(
      (before) => before && { ...before, rows: edit(before.rows), revision: isSeen ? nextId() : before.revision },
    );
  return {
    list,
    /** What was there before the page was loaded again, until another list is read. */
    kept: list ? null : kept,
    restore: () =>
      setList(kept && { ...kept, rows: kept.rows.map((row) => ({ ...row, id: nextId() })), revision: nextId() }),
    read,
    edit: (id: number, column: BulkColumn, text: string) =>
      change((rows) => rows.map((row) => (row.id === id ? { ...row, [column]: text, included: false } : row))),
    remove: (id: number) => change((rows) => rows.filter((row) => row.id !== id)),
    /** What is known of a row does not depend on whether it is to start. */
    include: (ids: ReadonlySet<number>, included: boolean) =>
      change((rows) => rows.map((row) => (ids.has(row.id) ? { ...row, included } : row)), false),
    /** It has become a batch. */
    forget: () => keepList(null),
  };
}
