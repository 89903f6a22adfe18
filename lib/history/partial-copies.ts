import { endsPartial, leavesPartial } from '#lib/migrations/copy-fate.ts';
import type { FolderState, Outcome } from '#lib/migrations/states.ts';
import { type HomeFolders, readHomeFolders } from './home-folders.ts';
import { type EndedCopy, endedCopiesFrom } from './pair-copies.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import type { Store } from './store.ts';

/** How many there are, and what they hold as far as their runs told. */
export interface PartialCopiesTotal {
  readonly count: number;
  readonly bytes: number;
}

interface CopyEnd {
  readonly outcome: Outcome;
  readonly folderState: FolderState;
  readonly endedAt: number;
  readonly bytes: number | null;
}

/** What an end means for partial copies: the one it leaves, and the one it worked on. In the transaction of the end. */
export async function keepPartialCopies({ db, realm }: Store, run: RunRecord, end: CopyEnd): Promise<void> {
  const { id, number, kind, resumes } = run;
  const { outcome, folderState, endedAt, bytes } = end;
  if (resumes !== null && endsPartial({ id, number, kind, outcome, folderState })) {
    await db.deleteFrom('partial_copies').where('realm', '=', realm).where('run_id', '=', resumes).execute();
  }
  if (!leavesPartial({ kind, outcome, folderState })) return;
  await db.insertInto('partial_copies').values({ run_id: id, realm, ended_at: endedAt, bytes }).execute();
}

/** What copies left behind in homes; nothing of it costs more with more runs. */
export class CopyHistory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The runs that left the partial copies there are, the newest first; at most `limit`. */
  async partial(limit: number): Promise<RunRecord[]> {
    const rows = await selectPartial(this.#store, limit).execute();
    return readRunsInOrder(
      this.#store,
      rows.map((row) => row.run_id),
    );
  }

  /** All of them together. */
  async total(): Promise<PartialCopiesTotal> {
    const row = await selectTotal(this.#store).executeTakeFirstOrThrow();
    return { count: Number(row.count), bytes: Number(row.bytes ?? 0) };
  }

  /** What the last check saw of partial copies in each of these users' homes, by username. */
  seenIn(users: readonly string[]): Promise<Map<string, HomeFolders>> {
    return readHomeFolders(this.#store, users);
  }

  /** The ended copies out of these users' homes, oldest first. */
  endedFrom(oldUsers: readonly string[]): Promise<EndedCopy[]> {
    return endedCopiesFrom(this.#store, oldUsers);
  }
}

export const selectPartial = ({ db, realm }: Store, limit: number) =>
  db
    .selectFrom('partial_copies')
    .select('run_id')
    .where('realm', '=', realm)
    .orderBy('ended_at', 'desc')
    .orderBy('run_id', 'desc')
    .limit(limit);

export const selectTotal = ({ db, realm }: Store) =>
  db
    .selectFrom('partial_copies')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('bytes').as('bytes')])
    .where('realm', '=', realm);
