import fc from 'fast-check';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import { type ListQuery, PRESETS, SORTS } from '#lib/migrations/list-views.ts';
import { CODES } from '#lib/migrations/outcomes.ts';
import { FOLDER_STATES, KINDS } from '#lib/migrations/states.ts';
import { isTroubled } from '#lib/migrations/troubled.ts';
import { FEW } from './found-runs.ts';
import { runsInBatches } from './run-export.ts';
import { type Asked, facetsOf } from './run-facets.ts';
import { listRuns } from './run-lists.ts';
import { searchTexts, walkFacets } from './run-search.ts';
import { isPlain } from './run-texts.ts';
import { STANDING, type Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Store } from './store.ts';
import { insertMany, isUnseen, manyRun } from './testing/many-runs.ts';
import { copyOf, NOW, scratchHistory, started } from './testing/scratch.ts';
import { folded } from './text.ts';
import { upgrade } from './upgrade.ts';

type Run = ReturnType<typeof manyRun>;

/** What the search promises, said plainly. */
function hasText(run: Run, text: string): boolean {
  const body = folded([run.search, run.code, run.ticket, run.why, run.message].join('\n'));
  const { headline = '' } = { headline: CODES[(run.code ?? '') as keyof typeof CODES]?.headline };
  const words = folded(text).split(/\s+/);
  return words.every((word) => body.includes(word)) || (text.length >= 3 && folded(headline).includes(folded(text)));
}

/** Every run of the multitude was asked for long before. */
const isTroubledNow = ({ state, stalled, requested_at }: Run): boolean =>
  isTroubled({ state, stalled: stalled === 1, waitsSince: null, requestedAt: requested_at }, NOW);

const isLast = (n: number, count: number, run: Run): boolean => {
  for (let later = n + 970; later < count; later += 970) {
    const other = manyRun(later);
    if (other.old_user === run.old_user && other.new_user === run.new_user) return false;
  }
  return true;
};

function shows(query: ListQuery, n: number, run: Run, count: number): boolean {
  const { preset, kind, code, by, folderState, since, until } = query;
  if (preset === 'running' && run.outcome !== null) return false;
  if (preset === 'finished' && run.outcome === null) return false;
  if (preset === 'failed' && run.standing !== STANDING.failure) return false;
  const isTroubled = run.outcome === null && isTroubledNow(run);
  if (preset === 'attention' && !isTroubled && !isUnseen(n)) return false;
  if ((kind && run.kind !== kind) || (code && run.code !== code) || (by && run.requested_by !== by)) return false;
  if (folderState && run.folder_state !== folderState) return false;
  if (since && run.requested_at < Date.parse(since)) return false;
  if (until && run.requested_at >= Date.parse(until)) return false;
  if (query.user && ![run.old_user, run.new_user].some((name) => folded(name).includes(folded(query.user))))
    return false;
  return (query.text === '' || hasText(run, query.text)) && (!query.byPair || isLast(n, count, run));
}

const moment = fc.option(fc.integer({ min: 0, max: 1200 }).map((seconds) => new Date(seconds * 1000).toISOString()));
const TEXTS = [
  '',
  '',
  'alice',
  'DUCK',
  'no space',
  'device login',
  'rh-308',
  'help-50',
  'ünï',
  'ÜN',
  'a',
  'out of space',
];
const anyQuery: fc.Arbitrary<ListQuery> = fc
  .record({
    ...{ preset: fc.constantFrom(...PRESETS), user: fc.constantFrom('', '', '', 'alice', '_') },
    ...{ text: fc.constantFrom(...TEXTS, '"', '* OR', 'zoë%', 'nobody'), kind: fc.option(fc.constantFrom(...KINDS)) },
    ...{ code: fc.constantFrom('', '', 'RH-308', 'RH-000', 'RH-509'), by: fc.constantFrom('', '', 'admin1', 'x') },
    ...{ folderState: fc.option(fc.constantFrom(...FOLDER_STATES)), since: moment, until: moment },
    ...{ byPair: fc.boolean(), sort: fc.constantFrom(...SORTS), descending: fc.boolean() },
  })
  .map((some) => ({ ...DEFAULT_QUERY, ...some }));

/** Every run of a list over all of its pages. */
async function allPages(store: Store, query: ListQuery, size: number, most?: number) {
  const ids: string[] = [];
  for (let place = query.place; ; ) {
    const list = await listRuns(store, { ...query, place }, size, most);
    ids.push(...list.runs.map(({ id }) => id));
    place = list.next;
    if (!place) return { ids, list };
  }
}

describe.each([700, 3600])('of %i runs', (count) => {
  let store: Store;
  beforeAll(async () => {
    store = { db: new Kysely<Tables>({ dialect: sqliteDialect(':memory:') }), realm: 'default', now: () => NOW };
    await upgrade(store.db);
    await insertMany(store.db, count);
  }, 60_000);
  afterAll(() => store.db.destroy());
  const runs = Array.from({ length: count }, (_, n) => manyRun(n));
  const expected = (query: ListQuery) => runs.filter((run, n) => shows(query, n, run, count)).map(({ id }) => id);

  test('every filter shows the runs that pass it, each once over all pages, and counts no more than there are', async () => {
    await fc.assert(
      // Of a very long record fewer are counted.
      fc.asyncProperty(anyQuery, fc.constantFrom(undefined, 250), async (query, most) => {
        const wanted = expected(query);
        const { ids, list } = await allPages(store, query, 200, most);
        expect(ids.toSorted()).toEqual(wanted.toSorted());
        expect(list.sortable || wanted.length > (most ?? FEW)).toBe(true);
        for (const preset of PRESETS) {
          const there = expected({ ...query, preset }).length;
          if (list.capped.includes(preset)) expect(list.counts[preset]).toBeLessThanOrEqual(there);
          else expect(list.counts[preset]).toBe(there);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('a file under any filter has the runs of the list', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuery, async (query) => {
        const ids: string[] = [];
        for await (const batch of runsInBatches(store, query, 250)) ids.push(...batch.map(({ id }) => id));
        expect(ids.toSorted()).toEqual(expected(query).toSorted());
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('walking what is rare and walking the hits of a text find the same runs', async () => {
    const stretch = { limit: count, beyond: null, descending: true };
    for (const text of TEXTS.filter((some) => some !== '' && isPlain(some))) {
      for (const query of [{ code: 'RH-308' }, { by: 'admin1' }, { preset: 'failed', unseen: true }] as const) {
        const asked: Asked = { ...DEFAULT_QUERY, ...query, text };
        const hits = await searchTexts(store, asked, { from: undefined, to: undefined }, stretch).execute();
        const walked = await walkFacets(store, asked, stretch, facetsOf(asked)[0]).execute();
        const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id).toSorted();
        expect(ids(walked)).toEqual(ids(hits));
      }
    }
  });

  test('more than can be sorted come by their request, either way', async () => {
    const at = new Map(runs.map((run) => [run.id, run.requested_at]));
    for (const query of [
      { ...DEFAULT_QUERY, kind: 'copy' },
      { ...DEFAULT_QUERY, text: 'admin provider', descending: false },
      { ...DEFAULT_QUERY, text: 'provider', sort: 'size' },
    ] satisfies ListQuery[]) {
      const { ids, list } = await allPages(store, query, 300);
      if (list.sortable && query.sort !== 'requested') continue;
      const times = ids.map((id) => at.get(id) ?? 0);
      expect(times).toEqual(times.toSorted((a, b) => (query.descending ? b - a : a - b)));
    }
  });
});

test('a run is found by what is said of it at its end, and no more by what is said no longer', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b', { why: 'Asked for in HELP-7' }));
  const found = async (text: string) => (await history.list({ ...DEFAULT_QUERY, text }, 10)).total;
  expect(await found('help-7')).toBe(1);
  await history.update(run.id, { message: 'waits for a lorry' });
  expect(await found('lorry')).toBe(1);
  await history.settle(run.id, { outcome: 'failed', code: 'RH-308', endedAt: NOW, message: 'No space left' });
  expect(await found('lorry')).toBe(0);
  expect(await found('space left')).toBe(1);
  expect(await found('ran out of space')).toBe(1);
  expect(await found('RH-308 help')).toBe(1);
});

test('runs that were recorded before the search are found by it', async () => {
  const { CHANGES } = await import('./upgrade.ts');
  const db = new Kysely<Tables>({ dialect: sqliteDialect(':memory:') });
  const store = { db, realm: 'default', now: () => NOW };
  await upgrade(db, { '0001-first-tables': CHANGES['0001-first-tables'] ?? { up: async () => {} } });
  await insertMany(db, 20);
  await upgrade(db);
  expect((await listRuns(store, { ...DEFAULT_QUERY, text: 'duck' }, 10)).total).toBeGreaterThan(0);
  await db.destroy();
});
