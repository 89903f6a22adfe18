import { useEffect, useState } from 'react';
import type { NamedRow } from '#lib/migrations/bulk-queries.ts';
import type { BulkColumn, BulkRow, BulkTable } from '#lib/migrations/bulk-views.ts';
import { type Memory, NOTHING_KEPT, recall, remember } from './kept-edits.ts';
import { keepList, readKeptList } from './kept-list.ts';

/** The list as it was read, edited and decided on. */
export interface EditedList {
  /** Where it came from: a file's name, or null for pasted text. */
  readonly source: string | null;
  readonly text: string;
  readonly table: BulkTable;
  readonly rows: readonly NamedRow[];
  /** Rows that were taken out. */
  readonly out: readonly NamedRow[];
  /** What was done to it under earlier readings. */
  readonly memory: Memory;
  /** Another one after every change that what is known of the rows depends on. */
  readonly revision: number;
}

let lastId = 0;
const nextId = (): number => {
  lastId += 1;
  return lastId;
};
const named = (row: BulkRow): NamedRow => ({ ...row, id: nextId() });

type Rows = Pick<EditedList, 'rows' | 'out'>;

/** The list with what can be done to it. Reading it anew keeps what was edited, taken out and decided. */
export function useList() {
  const [list, setList] = useState<EditedList | null>(null);
  const [kept, setKept] = useState<EditedList | null>(null);
  useEffect(() => setKept(readKeptList()), []);
  useEffect(() => {
    if (list) keepList(list);
  }, [list]);
  const read = (source: string | null, text: string, table: BulkTable) => {
    setList((before) => {
      const known = before ? remember(before.memory, { ...before, read: before.table.rows }) : NOTHING_KEPT;
      const { memory, rows, out } = recall(known, table.rows, before?.text === text);
      return { source, text, table, memory, rows: rows.map(named), out: out.map(named), revision: nextId() };
    });
  };
  const change = (edit: (rows: Rows) => Partial<Rows>, isSeen = true) =>
    setList((before) => before && { ...before, ...edit(before), revision: isSeen ? nextId() : before.revision });
  return {
    list,
    /** What was there before the page was loaded again, until another list is read. */
    kept: list ? null : kept,
    restore: () =>
      setList(kept && { ...kept, rows: kept.rows.map(named), out: kept.out.map(named), revision: nextId() }),
    read,
    edit: (id: number, column: BulkColumn, text: string) =>
      change(({ rows }) => ({
        rows: rows.map((row) => (row.id === id ? { ...row, [column]: text, included: false } : row)),
      })),
    remove: (id: number) =>
      change(({ rows, out }) => ({
        ...{ rows: rows.filter((row) => row.id !== id), out: [...out, ...rows.filter((row) => row.id === id)] },
      })),
    putBack: () => change(({ rows, out }) => ({ rows: [...rows, ...out].sort((a, b) => a.line - b.line), out: [] })),
    /** What is known of a row does not depend on whether it is to start. */
    include: (ids: ReadonlySet<number>, included: boolean) =>
      change(({ rows }) => ({ rows: rows.map((row) => (ids.has(row.id) ? { ...row, included } : row)) }), false),
    /** It has become a batch. */
    forget: () => keepList(null),
  };
}
