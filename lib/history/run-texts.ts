import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { contains, indexedTexts } from './engine.ts';
import type { Tables } from './schema.ts';
import { type SearchWords, searchWords } from './search-words.ts';
import type { Store } from './store.ts';
import { folded } from './text.ts';

/** Clocks are set back at times; runs are recorded in the order of their requests but for that. */
const CLOCK_MS = 24 * 60 * 60 * 1000;

/** A part of the texts, by their place. */
export interface Places {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** The place of the first text from a moment on, or the last up to it. */
async function nearest({ db, realm }: Store, at: number, forwards: boolean): Promise<number | undefined> {
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
}

/** Between which texts those of a time lie, so that no others are looked at. */
export async function placesOf(store: Store, { since, until }: ListQuery): Promise<Places> {
  return {
    from: since === null ? undefined : await nearest(store, Date.parse(since) - CLOCK_MS, true),
    to: until === null ? undefined : await nearest(store, Date.parse(until) + CLOCK_MS, false),
  };
}

/** The places that lie beyond a run; where that is gone meanwhile, beyond its time. */
export async function placesBeyond(
  store: Store,
  places: Places,
  {
    beyond,
    descending,
  }: { readonly beyond: { id: string; requested_at: number } | null; readonly descending: boolean },
): Promise<Places> {
  if (beyond === null) return places;
  const text = store.db.selectFrom('run_texts').select('seq').where('run_id', '=', beyond.id);
  const found = (await text.executeTakeFirst())?.seq;
  if (descending) {
    const last = found === undefined ? await nearest(store, beyond.requested_at, false) : found - 1;
    return { from: places.from, to: Math.min(last ?? -1, places.to ?? Number.MAX_SAFE_INTEGER) };
  }
  const first = found === undefined ? await nearest(store, beyond.requested_at, true) : found + 1;
  return { from: Math.max(first ?? Number.MAX_SAFE_INTEGER, places.from ?? 0), to: places.to };
}

const isIndexed = ({ long, codes }: SearchWords, name = ''): boolean =>
  long.length > 0 || codes.length > 0 || searchWords(name).whole.length > 0;

/** The texts that have what the index can find, also of a name; all of them where that is nothing. */
export const hitsOf = (words: SearchWords, places?: Places, name = ''): RawBuilder<{ seq: number }> =>
  isIndexed(words, name)
    ? indexedTexts('run_texts', { all: words.long, any: words.codes, also: searchWords(name).whole, ...places })
    : sql<{
        seq: number;
      }>`(select seq from run_texts where seq between ${places?.from ?? 0} and ${places?.to ?? Number.MAX_SAFE_INTEGER})`;

/** How many texts the index finds, counted no further than `most`; that many where it can find nothing. */
export async function countHits(
  { db }: Store,
  words: SearchWords,
  places: Places,
  most: number,
  name = '',
): Promise<number> {
  if (!isIndexed(words, name)) return most;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select seq from ${hitsOf(words, places, name)} limit ${most})`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** What the index cannot find is looked for in the text itself; a code stands for all words. */
export function hasShort({ short, codes }: SearchWords): Expression<SqlBool> {
  return short.length === 0 ? sql<SqlBool>`true` : hasParts(short, codes);
}

function hasParts(all: readonly string[], any: readonly string[]): Expression<SqlBool> {
  const on = expressionBuilder<Tables, 'run_texts'>();
  const body = on.ref('run_texts.body');
  const has = (part: string) => on.or(caseForms(part).map((form) => contains(body, form)));
  return on.or([on.and(all.map(has)), ...any.map(has)]);
}

const ASCII = /^[\0-\x7F]*$/;

/** Whether every letter of a text is one whose case the database folds. */
export const isPlain = (text: string): boolean => ASCII.test(folded(text));

/** A short word as it may stand in a text: of letters beyond ASCII the database folds no case. */
function caseForms(word: string): readonly string[] {
  if (ASCII.test(word)) return [word];
  let forms = [''];
  for (const letter of word) {
    const cases = [...new Set([letter, letter.toUpperCase()])];
    forms = forms.flatMap((form) => cases.map((one) => form + one));
  }
  return forms;
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

/** Whether a run has a plain text, from the text itself: for a statement that walks few runs, most of which have it. */
export function readsText({ long, short, codes }: SearchWords): Expression<SqlBool> {
  const on = expressionBuilder<Tables, 'runs'>();
  const text = on
    .selectFrom('run_texts')
    .select('seq')
    .whereRef('run_texts.run_id', '=', 'runs.id')
    .where(hasParts([...long, ...short], codes));
  return on.exists(text);
}
