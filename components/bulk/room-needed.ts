import { readRowOptions } from '#lib/migrations/bulk-options.ts';
import type { NamedRow } from '#lib/migrations/bulk-queries.ts';
import { type BulkReview, isChosen, type RowReview } from '#lib/migrations/bulk-views.ts';

/** What is known of some rows and of the room for them. */
export interface Reviewed {
  readonly room: BulkReview['room'];
  readonly byRow: ReadonlyMap<number, RowReview | undefined>;
}

/** How much the chosen rows take, as far as it is known. */
export interface RoomNeeded {
  readonly bytes: number;
  /** Rows whose size was seen, and rows whose size nobody knows. */
  readonly known: number;
  readonly unknown: number;
  /** The oldest of the sizes; null where none is known. */
  readonly asOf: string | null;
  /** Whether it fits; null where that cannot be told. */
  readonly fits: boolean | null;
}

/** The rows that are to start, as they stand. */
export const chosenRows = (rows: readonly NamedRow[], reviewed: Reviewed | undefined): readonly NamedRow[] =>
  rows.filter((row) => isChosen(row, reviewed?.byRow.get(row.id)));

/** The room that the chosen rows need before anything is left out. */
export function roomNeeded(chosen: readonly NamedRow[], { room, byRow }: Reviewed): RoomNeeded {
  const seen = chosen.flatMap(({ id }) => {
    const review = byRow.get(id);
    return review?.bytes == null ? [] : [{ bytes: review.bytes, asOf: review.asOf }];
  });
  const bytes = seen.reduce((sum, row) => sum + row.bytes, 0);
  const unknown = chosen.length - seen.length;
  const oldest = seen.map(({ asOf }) => asOf ?? '').sort()[0];
  return { bytes, known: seen.length, unknown, asOf: oldest || null, fits: fitsIn(bytes, unknown, room.bytesFree) };
}

/** What is too much already stays too much; what fits may not, with rows of unknown size. */
function fitsIn(bytes: number, unknown: number, bytesFree: number | null): boolean | null {
  if (bytesFree === null) return null;
  if (bytes > bytesFree) return false;
  return unknown === 0 ? true : null;
}

/** Whether they cannot all fit, whatever is left out of some: what those need of which nothing is left out is too much. */
export function isShort(chosen: readonly NamedRow[], reviewed: Reviewed, leftOutOfAll: readonly string[]): boolean {
  const isWhole = (row: NamedRow): boolean => (readRowOptions(row).options.excludes ?? leftOutOfAll).length === 0;
  return roomNeeded(chosen.filter(isWhole), reviewed).fits === false;
}
