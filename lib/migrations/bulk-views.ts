/** How much is taken at once. */
export const BULK_LIMITS = { rows: 1_000, bytes: 512 * 1024 } as const;

/** What a list of pairs may hold, in the order of the template. */
export const BULK_COLUMNS = ['oldUser', 'newUser', 'why', 'ticket', 'excludes', 'verify'] as const;
export type BulkColumn = (typeof BULK_COLUMNS)[number];

/** How long a cell may be, in characters. */
export const CELL_LENGTHS: Readonly<Record<BulkColumn, number>> = {
  oldUser: 255,
  newUser: 255,
  why: 500,
  ticket: 200,
  excludes: 1000,
  verify: 200,
};

/** Which column of a list holds what, from 0; null for none. */
export type BulkMapping = Readonly<Record<BulkColumn, number | null>>;

/** One row as it was read and edited; empty where nothing is said. */
export interface BulkCells extends Readonly<Record<BulkColumn, string>> {
  /** Where it stands in the list, from 1. */
  readonly line: number;
}

/** A row that somebody decides on. */
export interface BulkRow extends BulkCells {
  /** Whether it is to start although it needs a look, or was done before. */
  readonly included: boolean;
}

/** A list as it was read. */
export interface BulkTable {
  /** What the columns are called, or their numbers. */
  readonly heads: readonly string[];
  readonly hasHeader: boolean;
  readonly mapping: BulkMapping;
  readonly rows: readonly BulkCells[];
}

/** What holds for every row that does not say otherwise. */
export interface BulkCommon {
  readonly why: string;
  readonly ticket: string;
  readonly identityConfirmed: boolean;
}

/** What can be done with a row, in the order of the page. */
export const BUCKETS = ['ready', 'look', 'done', 'duplicate', 'cannot'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** What is to be said of a row, or of one of its cells. */
export interface RowNote {
  readonly column: BulkColumn | null;
  readonly words: string;
}

/** What is known of a row. Sizes in bytes, times as ISO 8601 in UTC; null where nobody looked. */
export interface RowReview {
  readonly bucket: Bucket;
  readonly notes: readonly RowNote[];
  /** Whether somebody may decide that it starts all the same. */
  readonly decidable: boolean;
  /** People of a like name, where there is nobody of this one. */
  readonly likely: { readonly oldUser: readonly string[]; readonly newUser: readonly string[] };
  readonly names: { readonly oldUser: string | null; readonly newUser: string | null };
  /** What the old home held when it was last seen, and when that was. */
  readonly bytes: number | null;
  readonly asOf: string | null;
}

/** What is known of a list, row by row in its order, and of the room for it. */
export interface BulkReview {
  readonly rows: readonly RowReview[];
  /** Where all homes lie on one volume: what was last seen free there. */
  readonly room: { readonly isShared: boolean; readonly bytesFree: number | null; readonly asOf: string | null };
}

/** In which order rows are started. */
export const BULK_ORDERS = ['file', 'smallest'] as const;
export type BulkOrder = (typeof BULK_ORDERS)[number];

/** Whether a row is to start, as it stands. */
export const isChosen = (row: Pick<BulkRow, 'included'>, review: RowReview | undefined): boolean =>
  review !== undefined && (review.bucket === 'ready' || (review.decidable && row.included));
