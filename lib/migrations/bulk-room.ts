import { formatSize } from '#lib/format/size.ts';
import type { Known, WeighedNote } from './bulk-review.ts';
import type { Bucket } from './bulk-views.ts';
import type { Pair } from './names.ts';

interface Startable extends Pair {
  readonly bucket: Bucket;
}

/**
 * What is to be said of rows that may start and do not fit into the new home's own volume, each by itself, or together
 * with the others to it; one that was done before takes its place there already.
 */
export function roomNotes<Row extends Startable>(
  rows: readonly Row[],
  { users, isShared }: Known,
): ReadonlyMap<Row, WeighedNote> {
  const notes = new Map<Row, WeighedNote>();
  if (isShared) return notes;
  for (const [newUser, group] of Map.groupBy(rows, (row) => row.newUser)) {
    const free = users.get(newUser)?.bytesFree ?? null;
    if (free === null) continue;
    const isNew = ({ bucket }: Startable): boolean => bucket !== 'done';
    const sizes = group.filter(isNew).flatMap(({ oldUser }) => users.get(oldUser)?.bytes ?? []);
    const sum = sizes.reduce((all, bytes) => all + bytes, 0);
    for (const row of group) {
      const own = users.get(row.oldUser)?.bytes ?? null;
      if (own !== null && own > free) notes.set(row, say(ALONE));
      else if (sum > free && isNew(row))
        notes.set(row, say(together(sum, free, sizes.length < group.filter(isNew).length)));
    }
  }
  return notes;
}

const ALONE = 'The old home was larger than the room last seen in the new one.';

const together = (sum: number, free: number, isMore: boolean): string =>
  `The rows to this account need ${isMore ? 'at least ' : ''}${formatSize(sum)} together, and ${formatSize(free)} were last seen free in it.`;

const say = (words: string): WeighedNote => ({ column: null, weight: 'ask', words });
