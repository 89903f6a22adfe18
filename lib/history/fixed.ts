import type { ColumnType } from 'kysely';

/** A column that is given once; no update may name it. */
export type Fixed<T> = ColumnType<T, T, never>;
