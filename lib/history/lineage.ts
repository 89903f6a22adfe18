import { type Pair, pairKey } from '#lib/migrations/names.ts';
import { unindexed } from './engine.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import { inChunks, type Store } from './store.ts';

/** All copies of a pair in one direction, and the one that tells most: the one under way, the last complete one, or the last. */
export interface Move extends Pair {
  readonly copies: number;
  readonly run: RunRecord;
}

export interface Lineage {
  readonly moves: readonly Move[];
  /** There are more moves than these. */
  readonly isCut: boolean;
}

/**
 * Where the files of these two came from and where they went on to, along chains of any length: every move that leads to
 * either of them, and every move that leads away. At most `most` moves, the nearest and the newest first; circles end.
 */
export async function readLineage(store: Store, pair: Pair, most: number): Promise<Lineage> {
  const found = new Map<string, Edge>();
  const isCut = [
    await follow(store, 'new_user', pair, found, most),
    await follow(store, 'old_user', pair, found, most),
  ].includes(true);
  return { moves: await movesAlong(store, [...found.values()]), isCut };
}

/** The moves of other pairs that either of these two is in, on whichever side; at most `most`, the newest first. */
export async function readOtherMoves(store: Store, { oldUser, newUser }: Pair, most: number): Promise<Lineage> {
  const users = [oldUser, newUser];
  // Two of them may be of this pair itself, on each side.
  const limit = most + 3;
  const sides = [await movesOf(store, 'old_user', users, limit), await movesOf(store, 'new_user', users, limit)];
  const edges = new Map(sides.flat().map((edge) => [pairKey(edge), edge]));
  edges.delete(pairKey({ oldUser, newUser }));
  edges.delete(pairKey({ oldUser: newUser, newUser: oldUser }));
  const newest = [...edges.values()].sort((a, b) => (a.last < b.last ? 1 : -1));
  return { moves: await movesAlong(store, newest.slice(0, most)), isCut: newest.length > most };
}

/** Each of these with the run that tells most, in their order. */
async function movesAlong(store: Store, edges: readonly Edge[]): Promise<readonly Move[]> {
  const runs = await readRunsInOrder(
    store,
    edges.flatMap(({ last, complete }) => (complete === null ? [last] : [last, complete])),
  );
  const byId = new Map(runs.map((run) => [run.id, run]));
  return edges.flatMap(({ oldUser, newUser, copies, last, complete }) => {
    const newest = byId.get(last);
    const run = newest && newest.outcome !== null ? (byId.get(complete ?? last) ?? newest) : newest;
    return run ? [{ oldUser, newUser, copies, run }] : [];
  });
}

interface Edge extends Pair {
  readonly copies: number;
  /** The ids of the last copy, and of the last that was finished. */
  readonly last: string;
  readonly complete: string | null;
}

type Side = 'old_user' | 'new_user';

/** Goes on from both people, one step at a time, until nobody new is met. Answers whether something was left out. */
async function follow(
  store: Store,
  side: Side,
  { oldUser, newUser }: Pair,
  found: Map<string, Edge>,
  most: number,
): Promise<boolean> {
  const met = new Set([oldUser, newUser]);
  let frontier: readonly string[] = [...met];
  while (frontier.length > 0) {
    const edges = await movesOf(store, side, frontier, most + 1);
    const next: string[] = [];
    for (const edge of edges) {
      const key = pairKey(edge);
      if (found.size >= most && !found.has(key)) return true;
      found.set(key, edge);
      const other = side === 'old_user' ? edge.newUser : edge.oldUser;
      if (!met.has(other)) next.push(other);
      met.add(other);
    }
    frontier = next;
  }
  return false;
}

/** The moves with one of these people on a side, newest first. Ids begin with the time, so that the greatest is the last. */
async function movesOf({ db, realm }: Store, side: Side, users: readonly string[], limit: number): Promise<Edge[]> {
  const rows = await inChunks(users, (chunk) =>
    db
      .selectFrom('runs')
      .select(({ fn, eb }) => [
        ...(['old_user', 'new_user'] as const),
        fn.countAll<number>().as('copies'),
        fn.max('id').as('last'),
        fn.max(eb.case().when('folder_state', '=', 'complete').then(eb.ref('id')).else(null).end()).as('complete'),
      ])
      .where('realm', '=', realm)
      // The indexes of kinds and of pairs would lead through all runs of the realm.
      .where(({ eb, ref }) => eb(unindexed(ref('kind')), '=', 'copy'))
      .where(side, 'in', chunk)
      .groupBy(({ ref }) => [unindexed(ref('old_user')), unindexed(ref('new_user'))])
      .orderBy('last', 'desc')
      .limit(limit)
      .execute(),
  );
  return rows.map(({ old_user: oldUser, new_user: newUser, copies, last, complete }) => ({
    ...{ oldUser, newUser, copies: Number(copies), last, complete },
  }));
}
