import { sql } from 'kysely';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { FEW, type Found, findFew } from './found-runs.ts';
import { type Facet, facetsOf, hasFacet, passesFacets } from './run-facets.ts';
import { countHits, hasShort, hitsOf, type Places, placesOf, readsText } from './run-texts.ts';
import { hasWords, searchWords } from './search-words.ts';
import type { Store } from './store.ts';

/** A part of what is found, by the time of the request. */
export interface Stretch {
  readonly limit: number;
  readonly offset: number;
  readonly descending: boolean;
}

/**
 * The runs that pass every filter of a query, by the time of their request. What fewest runs have is looked for first, so
 * that a rare filter beside a frequent one costs no walk over the whole record.
 */
export async function findRuns(store: Store, query: ListQuery, stretch: Stretch): Promise<readonly Found[]> {
  const few = query.preset === 'attention' ? await findFew(store, { preset: query.preset, user: '' }) : undefined;
  if (few) return part(await amongFew(store, query, few, stretch.descending), stretch);
  const facets = await countFacets(store, query);
  const rarest = facets.reduce<Counted | undefined>((a, b) => (a && a.count <= b.count ? a : b), undefined);
  if (rarest && rarest.count <= FEW) {
    const rare = await havingFacet(store, query, rarest.facet).execute();
    return part(await amongFew(store, query, rare, stretch.descending), stretch);
  }
  if (query.text === '') return walkFacets(store, query, stretch, rarest?.facet).execute();
  const places = await placesOf(store, query);
  const isFrequent = async (): Promise<boolean> =>
    (await countHits(store, searchWords(query.text), places, FREQUENT)) >= FREQUENT;
  const driver = rarest && rarest.count < 4 * FREQUENT && (await isFrequent()) ? rarest.facet : undefined;
  return driver
    ? walkFacets(store, query, stretch, driver).execute()
    : searchTexts(store, query, places, stretch).execute();
}

const part = (found: readonly Found[], { offset, limit }: Stretch): readonly Found[] =>
  found.slice(offset, offset + limit);

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
  { db }: Store,
  query: ListQuery,
  few: readonly Found[],
  descending: boolean,
): Promise<readonly Found[]> {
  const direction = descending ? 'desc' : 'asc';
  const rows = await db
    .selectFrom('runs')
    .innerJoin('run_texts', 'run_texts.run_id', 'runs.id')
    .select(['runs.id', 'standing', 'body'])
    .where(
      'runs.id',
      'in',
      few.map(({ id }) => id),
    )
    .where(passesFacets(query))
    .orderBy('requested_at', direction)
    .orderBy('runs.id', direction)
    .execute();
  const words = searchWords(query.text);
  return query.text === '' ? rows : rows.filter(({ body }) => hasWords(body, words));
}

/** Walks an index that has the order, and `driver` where there is one. */
export function walkFacets({ db, realm }: Store, query: ListQuery, stretch: Stretch, driver = facetsOf(query)[0]) {
  const { limit, offset, descending } = stretch;
  const direction = descending ? 'desc' : 'asc';
  return db
    .selectFrom('runs')
    .select(['id', 'standing'])
    .where('realm', '=', realm)
    .where(passesFacets(query, driver))
    .$if(query.text !== '', (runs) => runs.where(readsText(searchWords(query.text))))
    .orderBy('requested_at', direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset(offset);
}

/** Walks the hits of the text's index; runs are recorded in the order in which they are asked for. */
export function searchTexts({ db, realm }: Store, query: ListQuery, places: Places, stretch: Stretch) {
  const { limit, offset, descending } = stretch;
  const words = searchWords(query.text);
  return db
    .selectFrom(hitsOf(words, places).as<'hits'>(sql.ref('hits')))
    .crossJoin('run_texts')
    .crossJoin('runs')
    .select(['runs.id', 'runs.standing'])
    .whereRef('run_texts.seq', '=', 'hits.seq')
    .whereRef('runs.id', '=', 'run_texts.run_id')
    .where('runs.realm', '=', realm)
    .where(hasShort(words))
    .where(passesFacets(query))
    .orderBy('hits.seq', descending ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset);
}
