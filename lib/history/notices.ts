import type { Selectable } from 'kysely';
import {
  eventOf,
  isTold,
  type NoticeEvent,
  type NoticeFacts,
  type NoticeState,
  type Trouble,
} from '#lib/migrations/notice-events.ts';
import type { Outcome } from '#lib/migrations/states.ts';
import type { NoticesTable } from './notices-table.ts';
import { newId } from './row-id.ts';
import type { RunRecord } from './run-record.ts';
import { readRun } from './run-rows.ts';
import { inTransaction, type Store } from './store.ts';
import { storable } from './text.ts';

/** Somebody who is told of some events. */
export interface NoticeRule {
  /** What waiting messages find it by, also after a restart. */
  readonly key: string;
  /** What people call it. */
  readonly label: string;
  readonly on: readonly NoticeEvent[];
}

/** A message, and how far it is. Times are milliseconds since the epoch. */
export interface NoticeRecord {
  /** A UUIDv7; the same at each try, so that whoever gets it twice knows. */
  readonly id: string;
  readonly runId: string | null;
  readonly channel: string;
  readonly label: string;
  readonly event: NoticeEvent | 'test';
  readonly facts: NoticeFacts;
  readonly at: number;
  readonly state: NoticeState;
  readonly tries: number;
  /** When it is to be tried again; says nothing once it has ended. */
  readonly nextAt: number;
  /** Why the last try failed, in words. */
  readonly problem: string | null;
  readonly endedAt: number | null;
}

/** Writes down who is to be told how a run ended; inside the transaction that ends it. */
export async function tellEnd(
  store: Store,
  run: RunRecord,
  end: { readonly outcome: Outcome; readonly code: string; readonly endedAt: number },
): Promise<void> {
  const event = eventOf(end.outcome);
  const { outcome, code, endedAt: at } = end;
  await tell(store, run, { event, occasion: 'end', facts: factsOf(run, at, { outcome, code, trouble: null }), at });
}

/** Writes down that a run needs somebody; once for each kind of trouble, however often it is said. */
export async function tellTrouble(store: Store, runId: string, trouble: Trouble, at: number): Promise<void> {
  if (wanting(store, 'needs_attention').length === 0) return;
  const run = await readRun(store, runId);
  if (!run || run.outcome !== null) return;
  const facts = factsOf(run, at, { outcome: null, code: null, trouble });
  await tell(store, run, { event: 'needs_attention', occasion: trouble, facts, at });
}

const wanting = ({ notices = [] }: Store, event: NoticeEvent): readonly NoticeRule[] =>
  notices.filter(({ on }) => on.includes(event));

const factsOf = (
  { id, number, kind, oldUser, newUser }: RunRecord,
  at: number,
  { outcome, code, trouble }: { outcome: Outcome | null; code: string | null; trouble: Trouble | null },
): NoticeFacts => ({
  at: new Date(at).toISOString(),
  run: { id, number, kind, oldUser, newUser, outcome, code },
  trouble,
});

interface Told {
  readonly event: NoticeEvent;
  /** What it is told once of. */
  readonly occasion: string;
  readonly facts: NoticeFacts;
  readonly at: number;
}

async function tell(store: Store, run: RunRecord, { event, occasion, facts, at }: Told): Promise<void> {
  const rules = isTold(run.kind) ? wanting(store, event) : [];
  if (rules.length === 0) return;
  const rows = rules.map(({ key, label }) => ({
    ...{ id: newId(), realm: store.realm, run_id: run.id, channel: key, label, event, occasion },
    ...{ facts: JSON.stringify(facts), at, state: 'waiting' as const, tries: 0, next_at: at },
  }));
  await store.db
    .insertInto('notices')
    .values(rows)
    .onConflict((on) => on.columns(['run_id', 'channel', 'occasion']).doNothing())
    .execute();
}

const selectNotices = ({ db, realm }: Store) => db.selectFrom('notices').selectAll().where('realm', '=', realm);

/** The messages to one channel that are to be tried now, those that wait longest first. */
export async function dueNotices(store: Store, channel: string, now: number, limit: number): Promise<NoticeRecord[]> {
  const rows = await selectNotices(store)
    .where('channel', '=', channel)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toRecord);
}

/** The messages about a run, oldest first. */
export async function noticesOfRun(store: Store, runId: string): Promise<NoticeRecord[]> {
  const rows = await selectNotices(store).where('run_id', '=', runId).orderBy('id').execute();
  return rows.map(toRecord);
}

/** The newest messages, newest first. */
export async function newestNotices(store: Store, limit: number): Promise<NoticeRecord[]> {
  const rows = await selectNotices(store).orderBy('id', 'desc').limit(limit).execute();
  return rows.map(toRecord);
}

/** Gives up the messages that wait for anybody else than these. */
export async function giveUpAllBut(
  { db, realm }: Store,
  channels: readonly string[],
  at: number,
  problem: string,
): Promise<void> {
  await db
    .updateTable('notices')
    .where('realm', '=', realm)
    .where('state', '=', 'waiting')
    .$if(channels.length > 0, (rows) => rows.where('channel', 'not in', channels))
    .set({ state: 'given_up', ended_at: at, problem })
    .execute();
}

/** What a try came to. */
export type Tried =
  | { readonly delivered: true }
  | {
      readonly delivered: false;
      readonly problem: string /** Null where nobody tries again. */;
      readonly nextAt: number | null;
    };

/** Records a try of a message that waits; false where it waits no more. */
export async function recordTry({ db, realm }: Store, id: string, at: number, tried: Tried): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .where('realm', '=', realm)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1), ...outcomeOf(tried, at) }))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function outcomeOf(tried: Tried, at: number) {
  if (tried.delivered) return { state: 'delivered' as const, ended_at: at, problem: null };
  const problem = storable(tried.problem);
  if (tried.nextAt === null) return { state: 'given_up' as const, ended_at: at, problem };
  return { next_at: tried.nextAt, problem };
}

/** Keeps a test that somebody sent, with what came of it; it is never tried again. */
export function addTest(
  store: Store,
  test: { readonly id: string; readonly key: string; readonly label: string; readonly facts: NoticeFacts },
  at: number,
  problem: string | null,
): Promise<void> {
  return inTransaction(store, async ({ db, realm }) => {
    const state = problem === null ? ('delivered' as const) : ('given_up' as const);
    const { id, key, label, facts } = test;
    await db
      .insertInto('notices')
      .values({
        ...{ id, realm, run_id: null, channel: key, label, event: 'test', occasion: id, facts: JSON.stringify(facts) },
        ...{ at, state, tries: 1, next_at: at, problem: problem === null ? null : storable(problem), ended_at: at },
      })
      .execute();
  });
}

const toRecord = (row: Selectable<NoticesTable>): NoticeRecord => ({
  ...{ id: row.id, runId: row.run_id, channel: row.channel, label: row.label, event: row.event, at: row.at },
  facts: JSON.parse(row.facts) as NoticeFacts,
  ...{ state: row.state, tries: row.tries, nextAt: row.next_at, problem: row.problem, endedAt: row.ended_at },
});
