import fc from 'fast-check';
import { type Compilable, CompiledQuery, Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import { type ListPlace, type ListQuery, PRESETS, type Preset, SORTS, type Sort } from '#lib/migrations/list-views.ts';
import { isTroubled } from '#lib/migrations/troubled.ts';
import { FEW, matching } from './found-runs.ts';
import { presetCounts } from './run-filters.ts';
import { listRuns } from './run-lists.ts';
import { sortFew, walkOrder, walks } from './run-orders.ts';
import { STANDING, type Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Store } from './store.ts';
import { insertMany, isUnseen, manyRun, removeMade } from './testing/many-runs.ts';
import { copyOf, NOW, scratchHistory, started } from './testing/scratch.ts';
import { folded } from './text.ts';
import { upgrade } from './upgrade.ts';

const COUNT = 10_000;
const query = DEFAULT_QUERY;
const USERS = ['', 'alice', 'BOB', '%', '_', "'", '\\', 'zoë', 'ZOË', '🦆', '-96', 'nobody', 'x'.repeat(250), 'a"b'];

describe('of ten thousand runs', () => {
  let store: Store;
  beforeAll(async () => {
    store = { db: new Kysely<Tables>({ dialect: sqliteDialect(':memory:') }), realm: 'default', now: () => NOW };
    await upgrade(store.db);
    await insertMany(store.db, COUNT);
  }, 120_000);
  afterAll(() => store.db.destroy());

  type Run = ReturnType<typeof manyRun>;
  const all = Array.from({ length: COUNT }, (_, n) => ({ n, run: manyRun(n) }));
  const needsAttention = (n: number, run: Run): boolean =>
    run.standing === STANDING.failure
      ? isUnseen(n)
      : run.outcome === null &&
        isTroubled(
          { state: run.state, stalled: run.stalled === 1, waitsSince: null, requestedAt: run.requested_at },
          store.now(),
        );
  const shows: Record<Preset, (n: number, run: Run) => boolean> = {
    all: () => true,
    running: (_, run) => run.outcome === null,
    attention: needsAttention,
    failed: (_, run) => ['failed', 'timed_out', 'lost'].includes(run.outcome ?? ''),
    finished: (_, run) => run.outcome !== null,
  };
  const has = (run: Run, user: string): boolean =>
    [run.old_user, run.new_user].some((name) => folded(name).includes(folded(user)));

  const text = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const newest = (a: Run, b: Run): number => b.requested_at - a.requested_at || text(b.id, a.id);
  const upwards: Record<Sort, (a: Run, b: Run) => number> = {
    requested: (a, b) => newest(b, a),
    status: (a, b) => a.status_rank - b.status_rank || newest(a, b),
    pair: (a, b) => text(a.old_user, b.old_user) || text(a.new_user, b.new_user) || b.number - a.number,
    size: (a, b) => a.size_key - b.size_key || newest(b, a),
    duration: (a, b) => a.duration_key - b.duration_key || newest(b, a),
    by: (a, b) => text(a.requested_by, b.requested_by) || newest(a, b),
  };
  const expected = ({ preset, user, sort, descending }: ListQuery): string[] => {
    const found = all.filter(({ n, run }) => shows[preset](n, run) && has(run, user)).map(({ run }) => run);
    const sorted = found.sort(upwards[sort]);
    return (descending ? sorted.reverse() : sorted).map(({ id }) => id);
  };

  const found = (asked: ListQuery): number => expected(asked).length;
  /** The query as it can be answered: of more than a few runs under a part of a name there is one order. */
  const answerable = (asked: ListQuery): ListQuery =>
    asked.user === '' || found(asked) <= FEW
      ? asked
      : { ...asked, sort: 'requested', descending: asked.sort !== 'requested' || asked.descending };

  const anyQuery: fc.Arbitrary<ListQuery> = fc
    .record({
      preset: fc.constantFrom(...PRESETS),
      user: fc.constantFrom(...USERS),
      sort: fc.constantFrom(...SORTS),
      descending: fc.boolean(),
    })
    .map((some) => ({ ...DEFAULT_QUERY, ...some }));

  const idsOf = ({ runs }: { readonly runs: readonly { readonly id: string }[] }) => runs.map(({ id }) => id);

  test('a page next to any run of any filter and order is what sorting all of them in memory gives', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuery, fc.nat(), fc.boolean(), async (asked, some, before) => {
        const ids = expected(answerable(asked));
        const at = ids.length === 0 ? 0 : some % ids.length;
        const place = at === 0 ? null : await placeAfter(answerable(asked), at);
        const list = await listRuns(store, { ...asked, place: place && { ...place, before } }, 25);
        const from = before ? Math.max(0, at - 1 - 25) : at;
        expect(idsOf(list)).toEqual(ids.slice(from, from + 25));
        expect(list.sortable).toBe(asked.user === '' || ids.length <= FEW);
        expect(list.total).toBe(list.capped.includes(asked.preset) ? FEW : ids.length);
        for (const preset of PRESETS) {
          if (!list.capped.includes(preset)) expect(list.counts[preset]).toBe(found({ ...asked, preset }));
          else expect(list.counts[preset]).toBeLessThanOrEqual(found({ ...asked, preset }));
        }
        if (asked.user === '' || found({ ...asked, preset: 'all' }) <= FEW) expect(list.capped).toEqual([]);
        expect(list.next === null).toBe(from + 25 >= ids.length);
        if (place === null) expect(list.previous).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  /** The place behind the first so many runs. */
  const placeAfter = async (asked: ListQuery, count: number): Promise<ListPlace | null> => {
    const { next, runs } = await listRuns(store, { ...asked, place: null }, count);
    if (next || runs.length < count) return next;
    // Behind the last run nothing follows: the place is that of the other way round.
    const turned = await listRuns(store, { ...asked, place: null, descending: !asked.descending }, 1);
    return turned.next && { ...turned.next, before: false };
  };

  test('from the first page to the last and back every run comes once, in order', async () => {
    for (const asked of [query, { ...query, preset: 'finished', sort: 'pair', user: 'o' }] satisfies ListQuery[]) {
      const ids = expected(answerable(asked));
      const onward: string[] = [];
      let page = await listRuns(store, asked, 97);
      for (; page.next; page = await listRuns(store, { ...asked, place: page.next }, 97)) onward.push(...idsOf(page));
      onward.push(...idsOf(page));
      expect(onward).toEqual(ids);
      const back = [...idsOf(page)];
      while (page.previous) {
        page = await listRuns(store, { ...asked, place: page.previous }, 97);
        back.unshift(...idsOf(page));
      }
      expect(back).toEqual(ids);
    }
  });

  test('a run that is recorded meanwhile moves no page', async () => {
    const first = await listRuns(store, query, 25);
    const second = await listRuns(store, { ...query, place: first.next }, 25);
    const late = { ...manyRun(COUNT + 1), requested_at: COUNT * 1000 };
    await store.db.insertInto('runs').values(late).execute();
    expect(idsOf(await listRuns(store, { ...query, place: first.next }, 25))).toEqual(idsOf(second));
    const back = await listRuns(store, { ...query, place: second.previous }, 25);
    expect(idsOf(back)).toEqual(idsOf(first));
    expect(idsOf(await listRuns(store, { ...query, place: back.previous }, 25))[0]).toBe(late.id);
    await removeMade(store.db, late.id);
  });

  test('finding few first and walking an order give the same pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuery, fc.integer({ min: 0, max: 40 }), async (asked, skipped) => {
        const place = skipped === 0 ? null : await placeAfter(asked, skipped);
        const few = await matching(store, { ...asked, preset: 'all' }).execute();
        const part = { limit: 7, place };
        const sorted = await sortFew(store, asked, part, few).execute();
        expect(sorted).toEqual(await walkOrder(store, asked, part));
      }),
      { numRuns: 60 },
    );
  });

  const planOf = async (asked: Compilable): Promise<string[]> => {
    const { sql, parameters } = asked.compile();
    const { rows } = await store.db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
    return rows.map(({ detail }) => detail);
  };
  const INDEX: Record<Sort, string> = {
    requested: 'runs_by_requested',
    status: 'runs_by_status',
    pair: 'runs_by_pair',
    size: 'runs_by_size',
    duration: 'runs_by_duration',
    by: 'runs_by_actor',
  };
  const combinations = PRESETS.flatMap((preset) =>
    SORTS.flatMap((sort) =>
      ['', 'x'].flatMap((user) => [true, false].map((descending) => ({ preset, sort, user, descending }))),
    ),
  );

  test('a walk sorts nothing and reads rows only where attention asks for the state', async () => {
    for (const asked of combinations) {
      const { next } = await listRuns(store, { ...query, sort: asked.sort, descending: asked.descending }, 25);
      for (const before of [null, false, true]) {
        const place = next && before !== null ? { ...next, before } : null;
        for (const [nth, walk] of walks(store, { ...query, ...asked }, { limit: 25, place }).entries()) {
          const plan = await planOf(walk);
          const covering = asked.preset === 'attention' ? '' : 'COVERING ';
          // Within one pair the key of its numbers has the same order.
          const isOfPair = asked.sort === 'pair' && place !== null && nth < 2;
          expect(plan[0], JSON.stringify({ ...asked, before, nth })).toMatch(
            isOfPair
              ? /^SEARCH runs USING .*INDEX/
              : `SEARCH runs USING ${covering}INDEX ${INDEX[asked.sort]} (realm=?`,
          );
          expect(plan.join('\n')).not.toMatch(/TEMP B-TREE|SCAN runs/);
        }
      }
    }
  });

  test('few are found in an index with the names alone, and of all only what has not ended is looked at', async () => {
    for (const asked of combinations) {
      const found = await planOf(matching(store, asked));
      expect(found.join()).toMatch(
        /^SEARCH runs USING COVERING INDEX runs_by_standing_and_request \(realm=\? AND standing/,
      );
    }
    const counted = (await planOf(presetCounts(store))).filter((step) => step.includes(' runs '));
    expect(counted).toEqual([expect.stringMatching(/^SEARCH runs USING INDEX .* \(realm=\? AND standing=\?/)]);
  });
});

test('a row of the list is the same record as the run itself, and plain enough for a browser', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b', { settings: { nested: { verify: 'sizes' } } }));
  const page = await history.list(query, 10);
  expect(page.runs).toEqual([run]);
  expect(structuredClone(page)).toEqual(page);
  expect(Object.getPrototypeOf(page.runs[0])).toBe(Object.prototype);
});
