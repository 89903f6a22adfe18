import type { ExpressionBuilder, RawBuilder, SqlBool } from 'kysely';
import type { Preset } from '#lib/migrations/list-views.ts';
import { OUTCOMES, STATES, STATUS, type Status } from '#lib/migrations/states.ts';
import { LATE_MS } from '#lib/migrations/troubled.ts';
import { contains, countedAs, unindexed } from './engine.ts';
import { keptCount } from './row-counts.ts';
import { STANDING, type Standing, type Tables } from './schema.ts';
import { standingOf } from './standing.ts';
import { inChunks, type Store } from './store.ts';
import { folded } from './text.ts';

type On = ExpressionBuilder<Tables, 'runs'>;

/** Which standings a preset shows, from and to; of `attention` only some of them. */
export const STANDINGS: Readonly<Record<Preset, readonly [Standing, Standing]>> = {
  all: [STANDING.unfinished, STANDING.otherEnd],
  running: [STANDING.unfinished, STANDING.unfinished],
  attention: [STANDING.unfinished, STANDING.failure],
  failed: [STANDING.failure, STANDING.failure],
  finished: [STANDING.failure, STANDING.otherEnd],
};

/** From which to which rank of a status a preset shows any: a list by status begins and ends there. */
export function ranksOf(preset: Preset): readonly [number, number] {
  const [from, to] = STANDINGS[preset];
  const isShown = (standing: Standing) => standing >= from && standing <= to;
  const shown: readonly Status[] = [
    ...(isShown(STANDING.unfinished) ? STATES : []),
    ...OUTCOMES.filter((outcome) => isShown(standingOf(outcome))),
  ];
  const ranks = shown.map((status) => STATUS[status].rank);
  return [Math.min(...ranks), Math.max(...ranks)];
}

/** Whether a run that has not ended needs a person now: the rule of `troubled.ts`, as the database is asked. */
export const isTroubled =
  ({ now }: Pick<Store, 'now'>) =>
  (on: On) =>
    on.and([
      on('state', '<>', 'stopping'),
      on.or([
        on('stalled', '=', 1),
        on('state', '=', 'unknown'),
        on.and([
          on('state', '=', 'pending'),
          on(on.fn.coalesce('reason_since', 'requested_at'), '<=', now() - LATE_MS),
        ]),
      ]),
    ]);

/** It is a failure that needs somebody. Asked of one row at a time, so that the planner keeps the index of the order. */
export const isUnseen = (on: On) =>
  on(on.selectFrom('unseen').select('run_id').whereRef('unseen.run_id', '=', 'runs.id'), 'is not', null);

/** Failures need attention until somebody saw them, or a later run did the same; runs while they are troubled. */
export const needsAttention = (store: Pick<Store, 'now'>) => (on: On) => {
  const standing = unindexed(on.ref('standing'));
  return on.or([
    on.and([on(standing, '=', STANDING.failure), isUnseen(on)]),
    on.and([on(standing, '=', STANDING.unfinished), isTroubled(store)(on)]),
  ]);
};

/** Whether either name has this part; case makes no difference, and no character is a wildcard. */
export const namesContain =
  (user: string) =>
  (on: ExpressionBuilder<Tables, 'runs'>): RawBuilder<SqlBool> =>
    contains(on.ref('search'), folded(user));

/** How many runs each preset shows where nothing else is asked for. */
export async function countPresets(store: Store): Promise<Record<Preset, number>> {
  const row = await presetCounts(store).executeTakeFirstOrThrow();
  return presetsOf({
    running: Number(row.running),
    failed: Number(row.failed),
    others: Number(row.others),
    ...{ troubled: Number(row.troubled), unseen: Number(row.unseen) },
  });
}

/** The same of runs that were found. */
export async function countFound(
  store: Store,
  found: readonly { readonly id: string; readonly standing: Standing }[],
): Promise<Record<Preset, number>> {
  const having = (standing: Standing) => found.filter((run) => run.standing === standing).map(({ id }) => id);
  const [running, failed] = [having(STANDING.unfinished), having(STANDING.failure)];
  const troubled = await inChunks(running, (ids) =>
    store.db.selectFrom('runs').select('id').where('id', 'in', ids).where(isTroubled(store)).execute(),
  );
  const unseen = await inChunks(failed, (ids) =>
    store.db.selectFrom('unseen').select('run_id').where('run_id', 'in', ids).execute(),
  );
  return presetsOf({
    ...{ running: running.length, failed: failed.length, others: having(STANDING.otherEnd).length },
    ...{ troubled: troubled.length, unseen: unseen.length },
  });
}

interface Counted {
  readonly running: number;
  readonly troubled: number;
  readonly failed: number;
  /** Failures that need somebody. */
  readonly unseen: number;
  readonly others: number;
}

const presetsOf = ({ running, troubled, failed, unseen, others }: Counted): Record<Preset, number> => ({
  all: running + failed + others,
  running,
  attention: troubled + unseen,
  failed,
  finished: failed + others,
});

/** What is kept of how many there are; only unfinished runs, which are few, are looked at. */
export function presetCounts(store: Store) {
  const { db, realm } = store;
  const kept = (standing: Standing) => keptCount(store, countedAs('runs', standing));
  const troubled = db
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('realm', '=', realm)
    .where('standing', '=', STANDING.unfinished)
    .where(isTroubled(store));
  return db.selectNoFrom([
    kept(STANDING.unfinished).as('running'),
    kept(STANDING.failure).as('failed'),
    kept(STANDING.otherEnd).as('others'),
    troubled.as('troubled'),
    keptCount(store, countedAs('unseen')).as('unseen'),
  ]);
}
