import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { contains, indexedTexts } from './engine.ts';
import type { Tables } from './schema.ts';
import { type SearchWords, searchWords } from './search-words.ts';
import type { Store } from './store.ts';

/** Clocks are set back at times; runs are recorded in the order of their requests but for that. */
const CLOCK_MS = 24 * 60 * 60 * 1000;

/** A part of the texts, by their place. */
export interface Places {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Between which texts those of a time lie, so that no others are looked at. */
export async function placesOf({ db, realm }: Store, { since, until }: ListQuery): Promise<Places> {
  const nearest = async (at: number, forwards: boolean): Promise<number | undefined> => {
    const found = await db
      .selectFrom('runs')
      .innerJoin('run_texts', 'run_id', 'id')
      .select('seq')
      .where('realm', '=', realm)
      .where('requested_at', forwards ? '>=' : '<=', at)
      .orderBy('requested_at', forwards ? 'asc' : 'desc')
      .limit(1)
      .executeTakeFirst();
    return found?.seq;
  };
  return {
    from: since === null ? undefined : await nearest(Date.parse(since) - CLOCK_MS, true),
    to: until === null ? undefined : await nearest(Date.parse(until) + CLOCK_MS, false),
  };
}

const isIndexed = ({ long, codes }: SearchWords): boolean => long.length > 0 || codes.length > 0;

/** The texts that have what the index can find; all of them where that is nothing. */
export const hitsOf = (words: SearchWords, places?: Places): RawBuilder<{ seq: number }> =>
  isIndexed(words)
    ? indexedTexts('run_texts', { all: words.long, any: words.codes, ...places })
    : sql<{ seq: number }>`(select seq from run_texts)`;

/** How many texts the index finds, counted no further than `most`; that many where it can find nothing. */
export async function countHits({ db }: Store, words: SearchWords, places: Places, most: number): Promise<number> {
  if (!isIndexed(words)) return most;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select seq from ${hitsOf(words, places)} limit ${most})`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** What the index cannot find is looked for in the text itself; a code stands for all words. */
export function hasShort({ short, codes }: SearchWords): Expression<SqlBool> {
  return short.length === 0 ? sql<SqlBool>`true` : hasParts(short, codes);
}

function hasParts(all: readonly string[], any: readonly string[]): Expression<SqlBool> {
  const on = expressionBuilder<Tables, 'run_texts'>();
  const body = on.ref('run_texts.body');
  return on.or([on.and(all.map((part) => contains(body, part))), ...any.map((part) => contains(body, part))]);
}

/** Whether a run has a text, from the index: for a statement that asks many runs. */
export function hasText(text: string): Expression<SqlBool> {
  const words = searchWords(text);
  const having = expressionBuilder<Tables, 'runs'>()
    .selectFrom('run_texts')
    .select('run_id')
    .where(({ ref }) => sql<SqlBool>`${ref('seq')} in ${hitsOf(words)}`)
    .where(hasShort(words));
  return expressionBuilder<Tables, 'runs'>()('runs.id', 'in', having);
}

/** Whether a run has a text, from the text itself: for a statement that walks few runs, most of which have it. */
export function readsText({ long, short, codes }: SearchWords): Expression<SqlBool> {
  const on = expressionBuilder<Tables, 'runs'>();
  const text = on
    .selectFrom('run_texts')
    .select('seq')
    .whereRef('run_texts.run_id', '=', 'runs.id')
    .where(hasParts([...long, ...short], codes));
  return on.exists(text);
}
