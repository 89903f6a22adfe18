import type { ExpressionBuilder, RawBuilder, SqlBool } from 'kysely';
import type { Preset } from '#lib/migrations/views.ts';
import { contains, unindexed } from './engine.ts';
import { STANDING, type Standing, type Tables } from './schema.ts';
import type { Store } from './store.ts';
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

/** A run is troubled that makes no progress, or whose pod is out of sight. */
const isTroubled = (on: On) => on.or([on('stalled', '=', 1), on('state', '=', 'unknown')]);

const wasNotSeen = (on: On) =>
  on.not(
    on.exists(on.selectFrom('acknowledgements').select('run_id').whereRef('acknowledgements.run_id', '=', 'runs.id')),
  );

/** Failures need attention until somebody saw them; runs while they are troubled. */
export function needsAttention(on: On) {
  const standing = unindexed(on.ref('standing'));
  return on.or([
    on.and([on(standing, '=', STANDING.failure), wasNotSeen(on)]),
    on.and([on(standing, '=', STANDING.unfinished), isTroubled(on)]),
  ]);
}

/** Whether either name has this part; case makes no difference, and no character is a wildcard. */
export const namesContain =
  (user: string) =>
  (on: ExpressionBuilder<Tables, 'runs'>): RawBuilder<SqlBool> =>
    contains(on.ref('search'), folded(user));

/** How many runs each preset shows under a user filter. */
export async function countPresets(store: Store, user: string): Promise<Record<Preset, number>> {
  const row = await presetCounts(store, user).executeTakeFirstOrThrow();
  const [all, running, failed] = [Number(row.all), Number(row.running), Number(row.failed)];
  const attention = Number(row.troubled) + failed - Number(row.seen);
  return { all, running, attention, failed, finished: all - running };
}

/** One statement over the index of standings. Only failures can be seen, so those are counted on their own. */
export function presetCounts({ db, realm }: Store, user: string) {
  const runs = db
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('realm', '=', realm)
    .$if(user !== '', (all) => all.where(namesContain(user)));
  const seen = db
    .selectFrom('acknowledgements')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('realm', '=', realm)
    .$if(user !== '', (all) => all.where(({ ref }) => contains(ref('search'), folded(user))));
  const running = runs.where('standing', '=', STANDING.unfinished);
  return db.selectNoFrom([
    runs.as('all'),
    running.as('running'),
    running.where(isTroubled).as('troubled'),
    runs.where('standing', '=', STANDING.failure).as('failed'),
    seen.as('seen'),
  ]);
}
