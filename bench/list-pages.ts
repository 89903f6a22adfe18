import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openHistory } from '#lib/history/open.ts';
import { listSearch } from '#lib/migrations/list-query.ts';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { ask } from '../e2e/http.ts';
import { fillHistory } from '../proof/many-runs.ts';
import type { Bench, Figure } from './figure.ts';
import { REALM, startFilledSite } from './filled-site.ts';
import { filterCases } from './list-filters.ts';
import { DEPTHS, type ListCase, listCases, USERS } from './list-queries.ts';
import { PAGE_SIZE, rawPage } from './raw-list.ts';
import { median, spread, timed } from './statistics.ts';

const SIZES = [10_000, 100_000, 1_000_000];
/** A plain statement takes minutes for a late page of more. */
const MOST_FOR_PEER = 100_000;
const ROUNDS = 4;

/** How long the list of migrations takes as the record grows. */
export const listPages: Bench = {
  name: 'list',
  title: 'Migrations list',
  how:
    `Every preset in every order under four user filters, first, middle and last page, ${ROUNDS} times each: \`History.list\` in this process, ` +
    'with the counts of all presets, and `GET /api/runs` of the built server, which has the frame beside it. ' +
    'Peer, in turn: the rows of the same page alone, as one plain SQL statement through node:sqlite. ' +
    '“Filters and searches” are thirty filters and texts, alone and together, under every preset: first page, next page, and every order that is offered.',

  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'rehome-bench-'));
    try {
      const figures: Figure[] = [];
      for (const size of SIZES) {
        const file = join(folder, `${size}.db`);
        const took = await timed(() => fillHistory(file, REALM, size));
        say(`${size} runs recorded in ${Math.round(took / 1000)} s`);
        figures.push(...(await measure(file, size, say)), ...(await measureFilters(file, size, say)));
        rmSync(file);
      }
      return figures;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Timed extends ListCase, Asked {
  readonly raw: number[];
}

async function measure(file: string, size: number, say: (line: string) => void): Promise<Figure[]> {
  const history = await openHistory(`sqlite:${file}`, { realm: REALM });
  const database = new DatabaseSync(file, { readOnly: true });
  const cases: Timed[] = (await listCases(history, database, REALM)).map((one) => ({
    ...one,
    ours: [],
    raw: [],
    route: [],
  }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { query, offset, ours, raw } of cases) {
      ours.push(await timed(() => history.list(query, PAGE_SIZE)));
      if (size <= MOST_FOR_PEER) raw.push(await timed(() => rawPage(database, REALM, query, offset)));
    }
  }
  database.close();
  await history.close();
  await measureRoute(file, cases);
  const worst = cases.toSorted((a, b) => median(b.ours) - median(a.ours)).slice(0, 5);
  for (const { query, ours, raw } of worst)
    say(`slowest: ${JSON.stringify(query)} ${spread(ours)}${raw.length > 0 ? `; raw ${spread(raw)}` : ''}`);
  return figuresOf(cases, size);
}

interface Asked {
  readonly query: ListQuery;
  readonly ours: number[];
  readonly route: number[];
}

async function measureFilters(file: string, size: number, say: (line: string) => void): Promise<Figure[]> {
  const history = await openHistory(`sqlite:${file}`, { realm: REALM });
  const cases: Asked[] = (await filterCases(history)).map((query) => ({ query, ours: [], route: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { query, ours } of cases) ours.push(await timed(() => history.list(query, PAGE_SIZE)));
  }
  await history.close();
  await measureRoute(file, cases);
  for (const { query, ours } of cases.toSorted((a, b) => median(b.ours) - median(a.ours)).slice(0, 5))
    say(`slowest: ${JSON.stringify(query)} ${spread(ours)}`);
  const runs = `${size.toLocaleString('en')} runs`;
  return [
    { what: `${runs}, database: filters and searches`, measured: spread(cases.flatMap(({ ours }) => ours)) },
    { what: `${runs}, route: filters and searches`, measured: spread(cases.flatMap(({ route }) => route)) },
  ];
}

async function measureRoute(file: string, cases: readonly Pick<Asked, 'query' | 'route'>[]): Promise<void> {
  const site = await startFilledSite(file);
  try {
    const { url } = site.environment;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { query, route } of cases) {
        route.push(await timed(() => page(`${url}/api/runs${listSearch(query)}`)));
      }
    }
  } finally {
    await site.environment.stop();
  }
}

async function page(url: string): Promise<void> {
  const { status } = await ask(url);
  if (status !== 200) throw new Error(`GET ${url}: ${status}`);
}

function figuresOf(cases: readonly Timed[], size: number): Figure[] {
  const runs = `${size.toLocaleString('en')} runs`;
  const parts = Object.keys(USERS).flatMap((user) =>
    DEPTHS.flatMap((depth) => {
      const some = cases.filter((one) => one.user === user && one.depth === depth);
      return some.length > 0 ? [inDatabase(`${runs}, database: ${user}, ${depth}`, some)] : [];
    }),
  );
  const route = { what: `${runs}, route: all of them`, measured: spread(cases.flatMap((one) => one.route)) };
  return [inDatabase(`${runs}, database: all of them`, cases), route, ...parts];
}

function inDatabase(what: string, cases: readonly Timed[]): Figure {
  const [ours, raw] = [cases.flatMap((one) => one.ours), cases.flatMap((one) => one.raw)];
  const measured = spread(ours);
  if (raw.length === 0) return { what, measured };
  return { what, measured, peer: spread(raw), ratio: `${(median(ours) / median(raw)).toFixed(2)} of its median` };
}
