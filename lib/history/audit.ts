import type { Expression, Selectable } from 'kysely';
import type { AuditFilter, AuditPlace, AuditResult } from '#lib/migrations/audit-query.ts';
import { unindexed } from './engine.ts';
import { newId } from './row-id.ts';
import type { AuditTable } from './schema.ts';
import { inBatches, type Store } from './store.ts';
import { storable, storableOrNull } from './text.ts';

/** Who asked for what, and what came of it. Times are milliseconds since the epoch. */
export interface AuditEntry {
  readonly at: number;
  readonly actor: string;
  /** Where the request came from, an address mostly. */
  readonly source?: string | null;
  readonly action: string;
  /** What was acted on: a run's id, a pod's name. */
  readonly object?: string | null;
  readonly oldUser?: string | null;
  readonly newUser?: string | null;
  readonly why?: string | null;
  /** Kept with the reason, as `Account renamed (DESK-4127)`. */
  readonly ticket?: string | null;
  /** What came of it; `done` by default. */
  readonly result?: AuditResult;
  readonly detail?: string | null;
}

export interface AuditRecord extends Required<Omit<AuditEntry, 'ticket'>> {
  readonly id: string;
}

/** Adds a row to the audit; none is ever changed, and none removed but by the retention job. */
export async function appendAudit(store: Store, entry: AuditEntry): Promise<void> {
  await store.db
    .insertInto('audit')
    .values({
      id: newId(),
      realm: store.realm,
      at: entry.at,
      actor: storable(entry.actor),
      source: storableOrNull(entry.source),
      action: entry.action,
      object: storableOrNull(entry.object),
      old_user: storableOrNull(entry.oldUser),
      new_user: storableOrNull(entry.newUser),
      why: storableOrNull(whyOf(entry)),
      result: entry.result ?? 'done',
      detail: storableOrNull(entry.detail),
    })
    .execute();
}

/** Reason and ticket in one text, or the one of both that there is. */
function whyOf({ why, ticket }: AuditEntry): string | null {
  if (!ticket) return why ?? null;
  return why ? `${why} (${ticket})` : `Ticket ${ticket}`;
}

/** No filter at all. */
const EVERYTHING: AuditFilter = {
  ...{ actor: null, action: null, result: null, oldUser: null, newUser: null },
  ...{ from: null, to: null },
};

/** A part of the audit. */
export interface AuditPart {
  readonly limit: number;
  readonly filter?: AuditFilter;
  /** Only rows older than this one, the newest first; or with `newer` rows newer than it, those next to it. */
  readonly place?: AuditPlace | undefined;
  readonly newer?: boolean;
}

/** So many rows of the audit, newest first. What it costs does not depend on how deep the place lies. */
export async function listAudit(store: Store, part: AuditPart): Promise<AuditRecord[]> {
  const ids = await auditIds(store, part).execute();
  if (ids.length === 0) return [];
  const rows = await store.db
    .selectFrom('audit')
    .selectAll()
    .where(
      'id',
      'in',
      ids.map(({ id }) => id),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toRecord);
}

/** The ids of a part. One filter at most chooses the index: the one that lets the fewest rows through, as a rule. */
export function auditIds({ db, realm }: Store, { limit, filter = EVERYTHING, place, newer = false }: AuditPart) {
  const { from, to } = filter;
  const direction = newer ? 'asc' : 'desc';
  const chosen = choosers(filter);
  // A person’s rows are few: a span of time must not draw the planner to all rows within it.
  const timeOf = (at: Expression<number>) => (chosen[0]?.endsWith('_user') ? unindexed(at) : at);
  return db
    .selectFrom('audit')
    .select('id')
    .where('realm', '=', realm)
    .where(({ eb, and, ref }) =>
      and(
        wantedOf(filter).map(([column, value]) =>
          eb(chosen.includes(column) ? ref(column) : unindexed(ref(column)), '=', value),
        ),
      ),
    )
    .$if(from !== null, (rows) => rows.where(({ eb, ref }) => eb(timeOf(ref('at')), '>=', from)))
    .$if(to !== null, (rows) => rows.where(({ eb, ref }) => eb(timeOf(ref('at')), '<', to)))
    .$if(place !== undefined, (rows) =>
      rows.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('at', 'id'), newer ? '>' : '<', tuple(place?.at ?? 0, place?.id ?? '')),
      ),
    )
    .orderBy('at', direction)
    .orderBy('id', direction)
    .limit(limit);
}

type Column = 'old_user' | 'new_user' | 'result' | 'actor' | 'action';

const wantedOf = ({ oldUser, newUser, result, actor, action }: AuditFilter): readonly (readonly [Column, string])[] => {
  const values = { old_user: oldUser, new_user: newUser, result, actor, action } as const;
  return Object.entries(values).flatMap(([column, value]) =>
    value === null ? [] : [[column as Column, value] as const],
  );
};

/** The columns by which rows are found. A person has few rows, and what came to nothing is seldom; most of all is `done`. */
function choosers({ oldUser, newUser, result, actor, action }: AuditFilter): readonly Column[] {
  if (oldUser !== null) return ['old_user'];
  if (newUser !== null) return ['new_user'];
  if (result !== null && result !== 'done') return ['result'];
  if (actor !== null || action !== null) return ['actor', 'action'];
  return ['result'];
}

/** All rows that a filter lets through, newest first, each once, `size` at a time. */
export const auditInBatches = (
  store: Store,
  filter: AuditFilter,
  size: number,
): AsyncGenerator<readonly AuditRecord[]> =>
  inBatches<AuditRecord>(size, (place) => listAudit(store, { limit: size, filter, place }));

/** The names of those who asked for something, from A to Z, `limit` at most: one step in an index for each. */
export async function auditActors({ db, realm }: Store, limit: number): Promise<readonly string[]> {
  const actors: string[] = [];
  while (actors.length < limit) {
    const last = actors.at(-1);
    const next = await db
      .selectFrom('audit')
      .select('actor')
      .where('realm', '=', realm)
      .$if(last !== undefined, (rows) => rows.where('actor', '>', last ?? ''))
      .orderBy('actor')
      .limit(1)
      .executeTakeFirst();
    if (!next) break;
    actors.push(next.actor);
  }
  return actors;
}

const toRecord = (row: Selectable<AuditTable>): AuditRecord => ({
  id: row.id,
  at: row.at,
  actor: row.actor,
  source: row.source,
  action: row.action,
  object: row.object,
  oldUser: row.old_user,
  newUser: row.new_user,
  why: row.why,
  result: row.result,
  detail: row.detail,
});
