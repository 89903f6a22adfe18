import type { ExpressionBuilder, ExpressionWrapper, OrderByDirection, SqlBool } from 'kysely';
import type { ListQuery, Preset, Sort } from '#lib/migrations/views.ts';
import { contains, unindexed } from './engine.ts';
import { FAILURES } from './notes.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import type { RunsTable, Tables } from './schema.ts';
import type { Store } from './store.ts';
import { folded } from './text.ts';

export interface RunPage {
  readonly runs: readonly RunRecord[];
  /** Of the filter, over all pages. */
  readonly total: number;
  /** Of each preset under the same user filter. */
  readonly counts: Readonly<Record<Preset, number>>;
}

/** One page of the list, with what the other filters would show. A page past the end is empty. */
export async function listRuns(store: Store, query: ListQuery, pageSize: number): Promise<RunPage> {
  const ids = await pageOfIds(store, query, pageSize).execute();
  const runs = await readRunsInOrder(
    store,
    ids.map((row) => row.id),
  );
  const counts = await countPresets(store, query.user);
  return { runs, total: counts[query.preset], counts };
}

/** Each order as an index has it, upwards; downwards is the same index backwards. */
const ORDERS: Readonly<Record<Sort, readonly `${keyof RunsTable}${'' | ' desc'}`[]>> = {
  requested: ['requested_at', 'id'],
  status: ['status_rank', 'requested_at desc', 'id desc'],
  pair: ['old_user', 'new_user', 'number desc', 'id desc'],
  size: ['size_key', 'requested_at', 'id'],
  duration: ['duration_key', 'requested_at', 'id'],
  by: ['requested_by', 'requested_at desc', 'id desc'],
};

/** The ids alone come from the index of their order, so that skipping to a late page reads no rows. */
export function pageOfIds({ db, realm }: Store, query: ListQuery, pageSize: number) {
  let page = db.selectFrom('runs').select('id').where('realm', '=', realm);
  if (query.preset !== 'all') page = page.where((on) => PRESETS[query.preset as keyof typeof PRESETS](on));
  if (query.user !== '') page = page.where(({ ref }) => contains(ref('search'), folded(query.user)));
  for (const term of ORDERS[query.sort]) {
    const [column, desc] = term.split(' ') as [keyof RunsTable, string | undefined];
    const direction: OrderByDirection = (desc !== undefined) === query.descending ? 'asc' : 'desc';
    page = page.orderBy(column, direction);
  }
  return page.limit(pageSize).offset((query.page - 1) * pageSize);
}

type On = ExpressionBuilder<Tables, 'runs'>;
type Condition = ExpressionWrapper<Tables, 'runs', SqlBool>;

const isTroubled = (on: On): Condition => on.or([on('stalled', '=', 1), on('state', '=', 'unknown')]);
const wasNotSeen = (on: On): Condition =>
  on.not(
    on.exists(on.selectFrom('acknowledgements').select('run_id').whereRef('acknowledgements.run_id', '=', 'runs.id')),
  );

/** What each preset shows. Failures need attention until somebody saw them. */
const PRESETS = {
  running: (on: On): Condition => on('outcome', 'is', null),
  attention: (on: On): Condition => {
    const outcome = unindexed(on.ref('outcome'));
    return on.or([
      on.and([on(outcome, 'in', [...FAILURES]), wasNotSeen(on)]),
      on.and([on(outcome, 'is', null), isTroubled(on)]),
    ]);
  },
  failed: (on: On): Condition => on(unindexed(on.ref('outcome')), 'in', [...FAILURES]),
  finished: (on: On): Condition => on(unindexed(on.ref('outcome')), 'is not', null),
} as const;

/** One statement over the index of outcomes; the list of failures somebody saw is counted on its own. */
export function presetCounts({ db, realm }: Store, user: string) {
  const runs = db
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('realm', '=', realm)
    .$if(user !== '', (all) => all.where(({ ref }) => contains(ref('search'), folded(user))));
  const seen = db
    .selectFrom('acknowledgements')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('realm', '=', realm)
    .$if(user !== '', (all) => all.where(({ ref }) => contains(ref('search'), folded(user))));
  const running = runs.where('outcome', 'is', null);
  return db.selectNoFrom([
    runs.as('all'),
    running.as('running'),
    running.where(isTroubled).as('troubled'),
    runs.where('outcome', 'in', [...FAILURES]).as('failed'),
    seen.as('seen'),
  ]);
}

async function countPresets(store: Store, user: string): Promise<Record<Preset, number>> {
  const counted = await presetCounts(store, user).executeTakeFirstOrThrow();
  const [all, running, troubled, failed, seen] = [
    counted.all,
    counted.running,
    counted.troubled,
    counted.failed,
    counted.seen,
  ].map(Number) as [number, number, number, number, number];
  return { all, running, attention: troubled + failed - seen, failed, finished: all - running };
}
