import { RehomeError } from '#lib/errors.ts';
import { type RunKind, STATUS } from '#lib/migrations/states.ts';
import { type AuditEntry, appendAudit } from './audit.ts';
import { type Conflict, releaseLocks, takeLocks } from './locks.ts';
import { laterRuns } from './related-runs.ts';
import type { RunRecord, RunSettings } from './run-record.ts';
import { readRun, selectRuns, toRecord } from './run-rows.ts';
import { STANDING } from './schema.ts';
import { inTransaction, type Store } from './store.ts';
import { requireStorableName, searchText, storable, storableOrNull } from './text.ts';
import { appendTimeline } from './timeline.ts';

/** A run as it is asked for. Times are milliseconds since the epoch. */
export interface StartRun {
  /** A UUIDv7 that no run has yet. */
  readonly id: string;
  readonly kind: RunKind;
  readonly oldUser: string;
  readonly newUser: string;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly why?: string | null;
  readonly ticket?: string | null;
  readonly identityConfirmed?: boolean;
  /** What whoever asks calls this request: a second one by that name is the first once more. */
  readonly requestKey?: string | null;
  /** The batch that it is a row of. */
  readonly batchId?: string | null;
  readonly folder: string;
  readonly settings: RunSettings;
  readonly notBefore?: number | null;
  /** The id of the run whose partial copy it works on. */
  readonly resumes?: string | null;
  /** The runs that were known to work on that copy when this one was asked for; another since then refuses it. */
  readonly knownLater?: readonly string[];
  /** Who asked; object, users and result are filled in. */
  readonly audit: AuditEntry;
}

export type StartResult =
  | { readonly ok: true; readonly run: RunRecord }
  | { readonly ok: false; readonly conflict: Conflict | 'later' };

/**
 * Records a run as queued, with its locks, its number and an audit row, in one transaction. Where a lock is taken it
 * records the refusal alone and says which run is in the way; `later` where the partial copy got another run meanwhile.
 * A request that was recorded before answers the run it made, and changes nothing.
 * @throws RehomeError `invalid` for names that cannot be kept, one person on both sides, or a request of another pair
 */
export async function startRun(store: Store, input: StartRun): Promise<StartResult> {
  requireStorableName(input.oldUser);
  requireStorableName(input.newUser);
  const { oldUser, newUser } = input;
  if (oldUser === newUser) throw new RehomeError('invalid', 'Old and new user are the same account.');
  return inTransaction(store, async (inside) => {
    const before = await runOfRequest(inside, input);
    if (before) return { ok: true, run: before };
    const conflict = input.kind === 'check' ? undefined : await takeLocks(inside, input);
    const audit = { ...input.audit, oldUser, newUser, why: input.why ?? null, ticket: input.ticket ?? null };
    if (!conflict && (await hasOtherLater(inside, input))) {
      await releaseLocks(inside, input);
      await appendAudit(inside, { ...audit, object: input.resumes ?? null, result: 'refused', detail: 'later run' });
      return { ok: false, conflict: 'later' };
    }
    if (conflict) {
      await appendAudit(inside, { ...audit, object: conflict.runId, result: 'refused', detail: conflict.rule });
      return { ok: false, conflict };
    }
    await insertRun(inside, input, await nextNumber(inside, input));
    await appendTimeline(inside, input.id, [{ at: input.requestedAt, what: 'queued', by: input.requestedBy }]);
    await appendAudit(inside, { ...audit, object: input.id, result: 'done' });
    const run = await readRun(inside, input.id);
    if (!run) throw new Error(`run ${input.id} was recorded and is not there`);
    return { ok: true, run };
  });
}

/** The run that the same request made before, if it did. */
async function runOfRequest(store: Store, { requestKey, oldUser, newUser }: StartRun): Promise<RunRecord | undefined> {
  const run = requestKey ? await runByRequest(store, requestKey) : undefined;
  if (run && (run.oldUser !== oldUser || run.newUser !== newUser)) {
    throw new RehomeError('invalid', 'This request was made before, for another pair. Load the page anew.');
  }
  return run;
}

/** The run that a request of this name made, or undefined. */
export async function runByRequest(store: Store, requestKey: string): Promise<RunRecord | undefined> {
  const row = await selectRuns(store).where('request_key', '=', requestKey).executeTakeFirst();
  return row && toRecord(row);
}

/** Under the pair's lock, so that no other run can come between. */
async function hasOtherLater(store: Store, { resumes, knownLater }: StartRun): Promise<boolean> {
  if (!resumes || !knownLater) return false;
  const later = (await laterRuns(store, [resumes])).get(resumes) ?? [];
  return later.some(({ id }) => !knownLater.includes(id));
}

async function nextNumber({ db, realm }: Store, { oldUser, newUser }: StartRun): Promise<number> {
  const row = await db
    .insertInto('pair_numbers')
    .values({ realm, old_user: oldUser, new_user: newUser, last_number: 1 })
    .onConflict((on) =>
      on
        .columns(['realm', 'old_user', 'new_user'])
        .doUpdateSet(({ ref, eb }) => ({ last_number: eb(ref('pair_numbers.last_number'), '+', 1) })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return row.last_number;
}

async function insertRun({ db, realm }: Store, input: StartRun, number: number): Promise<void> {
  await db
    .insertInto('runs')
    .values({
      id: input.id,
      realm,
      old_user: input.oldUser,
      new_user: input.newUser,
      number,
      kind: input.kind,
      state: 'queued',
      last_state: 'queued',
      standing: STANDING.unfinished,
      status_rank: STATUS.queued.rank,
      requested_by: storable(input.requestedBy),
      requested_at: input.requestedAt,
      why: storableOrNull(input.why),
      ticket: storableOrNull(input.ticket),
      identity_confirmed: input.identityConfirmed ? 1 : 0,
      request_key: input.requestKey ?? null,
      batch_id: input.batchId ?? null,
      not_before: input.notBefore ?? null,
      resumes: input.resumes ?? null,
      folder: input.folder,
      folder_state: 'none',
      stalled: 0,
      evidence: 'none',
      settings: JSON.stringify(input.settings),
      updated_at: input.requestedAt,
      search: searchText(input.oldUser, input.newUser),
      size_key: -1,
      duration_key: -1,
    })
    .execute();
}
