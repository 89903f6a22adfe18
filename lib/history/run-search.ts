import { sql } from 'kysely';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { factsOf } from '#lib/migrations/outcomes.ts';
import { FEW, type Found, findFew, findTroubled, ifFew, type Placed } from './found-runs.ts';
import { type Asked, type Facet, facetsOf, hasFacet, passesFacets } from './run-facets.ts';
import { STANDINGS } from './run-filters.ts';
import { countHits, hasShort, hitsOf, isPlain, type Places, placesBeyond, placesOf, readsText } from './run-texts.ts';
import { hasWords, searchWords } from './search-words.ts';
import { standingOf } from './standing.ts';
import type { Store } from './store.ts';

/** A part of what is found, by the time of the request: from its beginning, or beyond a run, which is not in it. */
export interface Stretch {
  readonly limit: number;
  readonly beyond: Beyond | null;
  readonly descending: boolean;
}
type Beyond = Pick<Placed, 'requested_at' | 'id'>;

/**
 * The runs that pass every filter of a query, by the time of their request. What fewest runs have is looked for first, so
 * that a rare filter beside a frequent one costs no walk over the whole record.
 */
export async function findRuns(store: Store, query: Asked, stretch: Stretch): Promise<readonly Placed[]> {
  if (isVain(query)) return [];
  if (query.preset === 'attention') return findAttention(store, query, stretch);
  const facets = await countFacets(store, query);
  const rarest = facets.reduce<Counted | undefined>((a, b) => (a && a.count <= b.count ? a : b), undefined);
  if (rarest && rarest.count <= FEW) {
    const rare = await havingFacet(store, query, rarest.facet).execute();
    return part(await amongFew(store, query, rare, stretch.descending), stretch);
  }
  const walk = (driver?: Facet) => walkFacets(store, query, stretch, driver).execute();
  if (query.text === '' && (rarest || query.user === '')) return walk(rarest?.facet);
  const places = await placesOf(store, query);
  const search = async () => searchTexts(store, query, await placesBeyond(store, places, stretch), stretch).execute();
  if (query.text === '') return (await isRareName(store, query.user, places)) ? search() : walk();
  const isFrequent = async (): Promise<boolean> =>
    (await countHits(store, searchWords(query.text), places, FREQUENT)) >= FREQUENT;
  // A frequent text is found at once in what is rarer, or before a day to which its index has no short way.
  const isRare = rarest !== undefined && rarest.count < 4 * FREQUENT;
  const mayWalk = isPlain(query.text) && (isRare || query.until !== null);
  return mayWalk && (await isFrequent()) ? walk(isRare ? rarest.facet : undefined) : search();
}

/** Whether a code is asked for of runs that never end with it: each code has one outcome (`ending.ts`). */
function isVain({ code, preset }: ListQuery): boolean {
  const facts = factsOf(code);
  if (!facts) return false;
  const [standing, [from, to]] = [standingOf(facts.outcome), STANDINGS[preset]];
  return standing < from || standing > to;
}

/** Whether so few texts have a part of a name that the index of texts leads to all of its runs at once. */
const isRareName = async (store: Store, name: string, places: Places): Promise<boolean> =>
  (await countHits(store, searchWords(''), places, FREQUENT, name)) < FREQUENT;

/** The runs under a part of a name, and all else that a query asks for, in no order; undefined for more than a few. */
export async function findNamed(store: Store, query: ListQuery): Promise<readonly Found[] | undefined> {
  const everything: Places = { from: undefined, to: undefined };
  if (!(await isRareName(store, query.user, everything))) return findFew(store, query);
  return ifFew(await searchTexts(store, query, everything, { limit: FEW + 1, descending: true }).execute());
}

/** Failures that need somebody, and troubled runs among them, which are few. */
async function findAttention(store: Store, query: ListQuery, stretch: Stretch): Promise<readonly Placed[]> {
  const few = await findFew(store, { preset: 'attention', user: '' });
  if (few) return part(await amongFew(store, query, few, stretch.descending), stretch);
  const failures = await findRuns(store, { ...query, preset: 'failed', unseen: true }, stretch);
  const found = await findTroubled(store, query.user).limit(FEW).execute();
  const troubled = await amongFew(store, query, found, stretch.descending);
  const places = [...failures, ...troubled].sort(upwards);
  return part(stretch.descending ? places.reverse() : places, stretch);
}

const upwards = (a: Beyond, b: Beyond): number => a.requested_at - b.requested_at || (a.id < b.id ? -1 : 1);

/** What was found in order, and lies beyond the run. */
function part(found: readonly Placed[], { beyond, limit, descending }: Stretch): readonly Placed[] {
  const isBeyond = (run: Placed) =>
    beyond === null || (run.id !== beyond.id && upwards(beyond, run) < 0 !== descending);
  return found.filter(isBeyond).slice(0, limit);
}

/** A text that so many runs have is looked for in what is rarer. */
const FREQUENT = 5 * FEW;

interface Counted {
  readonly facet: Facet;
  readonly count: number;
}

/** How many runs have each facet of a query, counted no further than it matters. */
async function countFacets(store: Store, query: ListQuery): Promise<readonly Counted[]> {
  const counted: Counted[] = [];
  for (const facet of facetsOf(query)) {
    const { db } = store;
    const having = havingFacet(store, query, facet, 4 * FREQUENT).as('having');
    const { count } = await db
      .selectFrom(having)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    counted.push({ facet, count: Number(count) });
  }
  return counted;
}

const havingFacet = ({ db, realm }: Store, query: ListQuery, facet: Facet, limit = FEW) =>
  db
    .selectFrom('runs')
    .select(['id', 'standing'])
    .where('realm', '=', realm)
    .where(hasFacet(query, facet, true))
    .limit(limit);

/** Which of few runs pass everything else, in order. Right only for few, since each is a parameter of the statement. */
async function amongFew(
  store: Store,
  query: Asked,
  few: readonly Found[],
  descending: boolean,
): Promise<readonly Placed[]> {
  const direction = descending ? 'desc' : 'asc';
  const rows = await store.db
    .selectFrom('runs')
    .innerJoin('run_texts', 'run_texts.run_id', 'runs.id')
    .select(['runs.id', 'standing', 'requested_at', 'body'])
    .where(
      'runs.id',
      'in',
      few.map(({ id }) => id),
    )
    .where(passesFacets(store, query))
    .orderBy('requested_at', direction)
    .orderBy('runs.id', direction)
    .execute();
  const words = searchWords(query.text);
  return query.text === '' ? rows : rows.filter(({ body }) => hasWords(body, words));
}

/** Walks an index that has the order, and `driver` where there is one. */
export function walkFacets(store: Store, query: Asked, stretch: Stretch, driver = facetsOf(query)[0]) {
  const { db, realm } = store;
  const { limit, beyond, descending } = stretch;
  const direction = descending ? 'desc' : 'asc';
  return db
    .selectFrom('runs')
    .select(['id', 'standing', 'requested_at'])
    .where('realm', '=', realm)
    .$if(beyond !== null, (runs) =>
      runs.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('requested_at', 'id'), descending ? '<' : '>', tuple(beyond?.requested_at ?? 0, beyond?.id ?? '')),
      ),
    )
    .where(passesFacets(store, query, driver))
    .$if(query.text !== '', (runs) => runs.where(readsText(searchWords(query.text))))
    .orderBy('requested_at', direction)
    .orderBy('id', direction)
    .limit(limit);
}

/** Walks the hits of the text's index; runs are recorded in the order in which they are asked for. */
export function searchTexts(
  store: Store,
  query: Asked,
  places: Places,
  { limit, descending }: Pick<Stretch, 'limit' | 'descending'>,
) {
  const { db, realm } = store;
  const words = searchWords(query.text);
  return db
    .selectFrom(hitsOf(words, places, query.user).as<'hits'>(sql.ref('hits')))
    .crossJoin('run_texts')
    .crossJoin('runs')
    .select(['runs.id', 'runs.standing', 'runs.requested_at'])
    .whereRef('run_texts.seq', '=', 'hits.seq')
    .whereRef('runs.id', '=', 'run_texts.run_id')
    .where('runs.realm', '=', realm)
    .where(hasShort(words))
    .where(passesFacets(store, query))
    .orderBy('hits.seq', descending ? 'desc' : 'asc')
    .limit(limit);
}
