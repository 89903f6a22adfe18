import type { OrderByDirection } from 'kysely';
import type { ListQuery, Preset, Sort } from '#lib/migrations/views.ts';
import { unindexed } from './engine.ts';
import {
  countFew,
  countPresets,
  isTroubled,
  namesContain,
  needsAttention,
  STANDINGS,
  wasNotSeen,
} from './run-filters.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import type { RunsTable, Standing } from './schema.ts';
import type { Store } from './store.ts';

export interface RunPage {
  readonly runs: readonly RunRecord[];
  /** Of the filter, over all pages. */
  readonly total: number;
  /** Of each preset under the same user filter. */
  readonly counts: Readonly<Record<Preset, number>>;
}

/** Up to so many runs are found first and sorted then; more are walked in order until a page is full. */
const FEW = 1000;

/** One page of the list, with what the other filters would show. A page past the end is empty. */
export async function listRuns(store: Store, query: ListQuery, pageSize: number): Promise<RunPage> {
  const page: Page = { limit: pageSize, offset: (query.page - 1) * pageSize };
  const few = query.user === '' ? undefined : await findFew(store, query.user);
  const counts = few ? await countFew(store, query.user, few) : await countPresets(store, query.user);
  const total = counts[query.preset];
  if (total <= page.offset) return { runs: [], total, counts };
  const found = few ?? (total > FEW ? undefined : await findPreset(store, query));
  const ids = found ? await sortFew(store, query, page, found).execute() : await walk(store, query, page, total);
  const inOrder = ids.map(({ id }) => id);
  return { runs: await readRunsInOrder(store, inOrder), total, counts };
}

/** Walks from the nearer end, so that a last page costs what a first one does. */
async function walk(store: Store, query: ListQuery, page: Page, total: number): Promise<{ readonly id: string }[]> {
  const after = total - page.offset - page.limit;
  if (page.offset <= after) return walkOrder(store, query, page).execute();
  const backwards = { limit: Math.min(page.limit, total - page.offset), offset: Math.max(0, after) };
  const turned = { ...query, descending: !query.descending };
  return (await walkOrder(store, turned, backwards).execute()).reverse();
}

interface Found {
  readonly id: string;
  readonly standing: Standing;
}

/** All runs under a user filter, or undefined where they are more than a few. */
async function findFew(store: Store, user: string): Promise<readonly Found[] | undefined> {
  const found = await matching(store, { preset: 'all', user })
    .limit(FEW + 1)
    .execute();
  return found.length > FEW ? undefined : found;
}

/** All that a preset shows under the user filter: to be asked only where that is few. */
async function findPreset(store: Store, query: ListQuery): Promise<readonly Found[]> {
  if (query.preset !== 'attention') return matching(store, query).execute();
  const failures = matching(store, { ...query, preset: 'failed' }).where(wasNotSeen);
  const troubled = matching(store, { ...query, preset: 'running' }).where(isTroubled);
  return [...(await failures.execute()), ...(await troubled.execute())];
}

interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Each order as an index has it, upwards; downwards is the same index backwards. */
const ORDERS: Readonly<Record<Sort, readonly (keyof RunsTable | readonly [keyof RunsTable, 'desc'])[]>> = {
  requested: ['requested_at', 'id'],
  status: ['status_rank', ['requested_at', 'desc'], ['id', 'desc']],
  pair: ['old_user', 'new_user', ['number', 'desc'], ['id', 'desc']],
  size: ['size_key', 'requested_at', 'id'],
  duration: ['duration_key', 'requested_at', 'id'],
  by: ['requested_by', ['requested_at', 'desc'], ['id', 'desc']],
};

/** Ids in the order asked for. */
function ordered({ db }: Store, { sort, descending }: ListQuery) {
  let ids = db.selectFrom('runs').select('id');
  for (const term of ORDERS[sort]) {
    const [column, turned] = typeof term === 'string' ? [term, false] : [term[0], true];
    const direction: OrderByDirection = turned === descending ? 'asc' : 'desc';
    ids = ids.orderBy(column, direction);
  }
  return ids;
}

/** Everything comes from the index of the order, so that skipping to a late page reads no rows. */
export function walkOrder(store: Store, query: ListQuery, { limit, offset }: Page) {
  const [from, to] = STANDINGS[query.preset];
  return ordered(store, query)
    .where('realm', '=', store.realm)
    .$if(query.user !== '', (ids) => ids.where(namesContain(query.user)))
    .$if(query.preset !== 'all', (ids) => ids.where(({ eb, ref }) => eb.between(unindexed(ref('standing')), from, to)))
    .$if(query.preset === 'attention', (ids) => ids.where(needsAttention))
    .limit(limit)
    .offset(offset);
}

/** The runs with a standing that the preset shows, in no order, from the index of names. */
export function matching({ db, realm }: Store, { preset, user }: Pick<ListQuery, 'preset' | 'user'>) {
  const [from, to] = STANDINGS[preset];
  return db
    .selectFrom('runs')
    .select(['id', 'standing'])
    .where('realm', '=', realm)
    .where((on) => on.between('standing', from, to))
    .$if(user !== '', (ids) => ids.where(namesContain(user)));
}

/** Sorts what was found: right only for few, since each is a parameter of the statement. */
export function sortFew(store: Store, query: ListQuery, { limit, offset }: Page, few: readonly Found[]) {
  const [from, to] = STANDINGS[query.preset];
  const shown = few.filter(({ standing }) => standing >= from && standing <= to).map(({ id }) => id);
  return ordered(store, query)
    .where('id', 'in', shown)
    .$if(query.preset === 'attention', (ids) => ids.where(needsAttention))
    .limit(limit)
    .offset(offset);
}
