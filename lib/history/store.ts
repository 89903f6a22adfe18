import 'server-only';
import type { Kysely } from 'kysely';
import type { NoticeRule } from './notices.ts';
import type { Tables } from './schema.ts';

/** What every part of history works on: the database, and the realm whose rows it sees. */
export interface Store {
  readonly db: Kysely<Tables>;
  readonly realm: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Who is told of what; nobody by default. */
  readonly notices?: readonly NoticeRule[];
}

/**
 * Runs `task` in one transaction: all of it or nothing. Inside, only the given store may be used; the outer one waits for
 * the same connection, for ever.
 */
export const inTransaction = <T>(store: Store, task: (store: Store) => Promise<T>): Promise<T> =>
  store.db.transaction().execute((db) => task({ ...store, db }));

/** How many values one `in (…)` takes at most; engines limit the parameters of a statement. */
const CHUNK = 500;

/** Asks for many keys at once, in as many statements as the engines' limits need. */
export async function inChunks<K, R>(keys: readonly K[], ask: (chunk: readonly K[]) => Promise<R[]>): Promise<R[]> {
  const unique = [...new Set(keys)];
  const answers: R[] = [];
  for (let start = 0; start < unique.length; start += CHUNK) {
    answers.push(...(await ask(unique.slice(start, start + CHUNK))));
  }
  return answers;
}

/** Reads a list to its end, `size` rows at a time, each batch from the last row of the one before. */
export async function* inBatches<T>(
  size: number,
  readAfter: (last: T | undefined) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  let last: T | undefined;
  do {
    const rows: readonly T[] = await readAfter(last);
    last = rows.length < size ? undefined : rows.at(-1);
    if (rows.length > 0) yield rows;
  } while (last !== undefined);
}
