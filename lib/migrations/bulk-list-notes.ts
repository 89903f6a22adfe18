import type { WeighedNote } from './bulk-review.ts';
import type { BulkRow } from './bulk-views.ts';
import { pairKey } from './names.ts';

/** What the rows of a list mean to each other. */
interface ListNotes {
  readonly notes: readonly WeighedNote[];
  /** Whether an earlier line is the same pair. */
  readonly isRepeated: boolean;
}

type Row = Pick<BulkRow, 'line' | 'oldUser' | 'newUser'>;

/** What stands between the rows of a list: repeated pairs, rings, chains, and one account in several rows. */
export function listNotes(rows: readonly Row[]): readonly ListNotes[] {
  const firstOf = new Map<string, Row>();
  const counted = rows.filter(isPair).filter((row) => {
    const key = pairKey(row);
    if (firstOf.has(key)) return false;
    firstOf.set(key, row);
    return true;
  });
  const bySource = Map.groupBy(counted, ({ oldUser }) => oldUser);
  const byTarget = Map.groupBy(counted, ({ newUser }) => newUser);
  return rows.map((row) => {
    const first = firstOf.get(pairKey(row));
    if (!isPair(row) || !first) return { notes: [], isRepeated: false };
    if (first !== row) {
      const words = `The same as line ${first.line}. It is started once.`;
      return { notes: [{ column: null, weight: 'tell', words }], isRepeated: true };
    }
    const ring = ringThrough(row, bySource);
    return { notes: ring ? [ring] : neighbours(row, bySource, byTarget), isRepeated: false };
  });
}

const isPair = ({ oldUser, newUser }: Row): boolean => oldUser !== '' && newUser !== '' && oldUser !== newUser;

function neighbours(
  row: Row,
  bySource: ReadonlyMap<string, readonly Row[]>,
  byTarget: ReadonlyMap<string, readonly Row[]>,
): readonly WeighedNote[] {
  const into = byTarget.get(row.oldUser)?.[0];
  const sameSource = bySource.get(row.oldUser)?.find((other) => other !== row);
  const sameTarget = byTarget.get(row.newUser)?.find((other) => other !== row);
  return [
    ...note(
      into,
      'ask',
      ({ line }) =>
        `“${row.oldUser}” is a target on line ${line} and a source here. Order matters: as it stands, line ${Math.min(line, row.line)} goes first.`,
    ),
    ...note(
      sameSource,
      'ask',
      ({ line, newUser }) => `“${row.oldUser}” also goes to “${newUser}”, on line ${line}. Both get the files.`,
    ),
    ...note(
      sameTarget,
      'tell',
      ({ line, oldUser }) => `“${row.newUser}” also gets the files of “${oldUser}”, on line ${line}.`,
    ),
  ];
}

const note = (
  other: Row | undefined,
  weight: WeighedNote['weight'],
  words: (other: Row) => string,
): readonly WeighedNote[] => (other ? [{ column: null, weight, words: words(other) }] : []);

/** The shortest way from the new account of a row back to its old one, over the other rows. */
function ringThrough(row: Row, bySource: ReadonlyMap<string, readonly Row[]>): WeighedNote | undefined {
  const seen = new Set<string>();
  const queue = [row.newUser];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const next of bySource.get(name) ?? []) {
      if (next.newUser === row.oldUser) {
        const words = `It closes a ring: line ${next.line} leads back to “${row.oldUser}”. Take one of these lines out.`;
        return { column: null, weight: 'block', words };
      }
      if (seen.has(next.newUser)) continue;
      seen.add(next.newUser);
      queue.push(next.newUser);
    }
  }
  return undefined;
}
