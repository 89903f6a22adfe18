import type { Pair } from '#lib/migrations/names.ts';
import type { Side } from './schema.ts';
import type { Store } from './store.ts';

/**
 * Who may run beside whom. A pair runs once at a time, and nobody is the old user of one unfinished copy and the new user
 * of another. Keys of the database decide, not reads before a write, so that also two replicas cannot both be right.
 */

export type ConflictRule =
  /** The pair has an unfinished run already. */
  | 'same_pair'
  /** The same two people, the other way round. */
  | 'reverse'
  /** One of them is on the other side of another pair's run. */
  | 'chain';

export interface Conflict extends Pair {
  readonly rule: ConflictRule;
  /** The run in the way. */
  readonly runId: string;
  readonly number: number;
}

interface Holder extends Pair {
  readonly id: string;
}

/**
 * Takes the locks of a run, inside the transaction that records it. On a conflict nothing is held.
 * @returns the run in the way, or undefined where there is none
 */
export async function takeLocks(store: Store, run: Holder): Promise<Conflict | undefined> {
  const pairIsFree = await takePair(store, run);
  if (pairIsFree && (await takeSides(store, run))) return undefined;
  const conflict = await findConflict(store, run, pairIsFree);
  await releaseLocks(store, run);
  return conflict;
}

/** Gives back what a run holds, inside the transaction that ends it. A run that holds nothing is fine. */
export async function releaseLocks({ db, realm }: Store, run: Holder): Promise<void> {
  await db.deleteFrom('pair_holds').where('run_id', '=', run.id).execute();
  await db.deleteFrom('holds').where('run_id', '=', run.id).execute();
  for (const [name] of sidesOf(run)) {
    // Waits for a run that is taking this side just now, so that the next statement sees its hold.
    await db
      .updateTable('sides')
      .set({ user_name: name })
      .where('realm', '=', realm)
      .where('user_name', '=', name)
      .execute();
    await db
      .deleteFrom('sides')
      .where('realm', '=', realm)
      .where('user_name', '=', name)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('holds').select('run_id').where('realm', '=', realm).where('user_name', '=', name))),
      )
      .execute();
  }
}

/** Always in the same order, so that two transactions never wait for each other. */
const sidesOf = ({ oldUser, newUser }: Pair): [string, Side][] => {
  const old: [string, Side] = [oldUser, 'old'];
  const new_: [string, Side] = [newUser, 'new'];
  return oldUser < newUser ? [old, new_] : [new_, old];
};

async function takePair({ db, realm }: Store, run: Holder): Promise<boolean> {
  const taken = await db
    .insertInto('pair_holds')
    .values({ realm, old_user: run.oldUser, new_user: run.newUser, run_id: run.id })
    .onConflict((on) => on.columns(['realm', 'old_user', 'new_user']).doNothing())
    .returning('run_id')
    .executeTakeFirst();
  return taken !== undefined;
}

async function takeSides({ db, realm }: Store, run: Holder): Promise<boolean> {
  for (const [name, side] of sidesOf(run)) {
    const taken = await db
      .insertInto('sides')
      .values({ realm, user_name: name, side })
      .onConflict((on) => on.columns(['realm', 'user_name']).doUpdateSet({ user_name: name }))
      .returning('side')
      .executeTakeFirstOrThrow();
    if (taken.side !== side) return false;
    await db.insertInto('holds').values({ run_id: run.id, realm, user_name: name, side }).execute();
  }
  return true;
}

async function findConflict(store: Store, run: Holder, pairIsFree: boolean): Promise<Conflict> {
  if (!pairIsFree) return theConflict(store, 'same_pair', await holderOfPair(store, run.oldUser, run.newUser));
  const reverse = await holderOfPair(store, run.newUser, run.oldUser);
  if (reverse) return theConflict(store, 'reverse', reverse);
  return theConflict(store, 'chain', await holderOfOtherSide(store, run));
}

async function holderOfPair({ db, realm }: Store, oldUser: string, newUser: string): Promise<string | undefined> {
  const held = await db
    .selectFrom('pair_holds')
    .select('run_id')
    .where('realm', '=', realm)
    .where('old_user', '=', oldUser)
    .where('new_user', '=', newUser)
    .executeTakeFirst();
  return held?.run_id;
}

async function holderOfOtherSide({ db, realm }: Store, run: Holder): Promise<string | undefined> {
  const held = await db
    .selectFrom('holds')
    .select('run_id')
    .where('realm', '=', realm)
    .where((on) =>
      on.or([
        on.and([on('user_name', '=', run.oldUser), on('side', '=', 'new')]),
        on.and([on('user_name', '=', run.newUser), on('side', '=', 'old')]),
      ]),
    )
    .orderBy('run_id')
    .executeTakeFirst();
  return held?.run_id;
}

async function theConflict({ db }: Store, rule: ConflictRule, runId: string | undefined): Promise<Conflict> {
  if (runId === undefined) throw new Error(`a lock is taken (${rule}) and nobody holds it`);
  const run = await db
    .selectFrom('runs')
    .select(['old_user', 'new_user', 'number'])
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  return { rule, runId, oldUser: run.old_user, newUser: run.new_user, number: run.number };
}
