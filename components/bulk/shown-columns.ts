import { BULK_COLUMNS, type BulkColumn, type BulkRow, type BulkTable } from '#lib/migrations/bulk-views.ts';

/** What most lists leave to the options for all. */
const OPTIONAL: readonly BulkColumn[] = ['excludes', 'verify'];

/** Whether a list has options of its own for any row. */
export const hasOwnOptions = ({ mapping }: BulkTable, rows: readonly BulkRow[]): boolean =>
  OPTIONAL.some((column) => mapping[column] !== null || rows.some((row) => row[column] !== ''));

/** The columns of the review: those for options of its own where a row has any, or somebody wants them. */
export const shownColumns = (withOptions: boolean): readonly BulkColumn[] =>
  BULK_COLUMNS.filter((column) => withOptions || !OPTIONAL.includes(column));
