import { CompiledQuery, Kysely, type LogEvent } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readLineage, readOtherMoves } from './lineage.ts';
import { kinOf, oldRuns, removeRuns } from './old-runs.ts';
import { laterRuns } from './related-runs.ts';
import { countUnfinished, unfinishedRuns } from './runs.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Store } from './store.ts';
import { insertMany, manyRun } from './testing/many-runs.ts';
import { NOW } from './testing/scratch.ts';
import { upgrade } from './upgrade.ts';

const IDS = [1, 2, 3].map((n) => manyRun(n).id);
let store: Store;
let asked: LogEvent['query'][] = [];

beforeAll(async () => {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(':memory:'), log: ({ query }) => void asked.push(query) });
  store = { db, realm: 'default', now: () => NOW };
  await upgrade(db);
  await insertMany(db, 50);
});
beforeEach(() => {
  asked = [];
});
afterAll(() => store.db.destroy());

/** How the database goes about what was asked, step by step. */
async function steps(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { sql, parameters } of [...asked]) {
    if (!/^(select|with|delete|update)/i.test(sql)) continue;
    const { rows } = await store.db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
    found.push(...rows.map(({ detail }) => detail));
  }
  return found;
}

test.each<[string, () => Promise<unknown>]>([
  ['finding the oldest runs', async () => (await oldRuns(store, NOW, 10).next()).value],
  ['finding their kin', () => kinOf(store, IDS)],
  ['finding what went on in them', () => laterRuns(store, IDS)],
  ['removing them', () => removeRuns(store, IDS, NOW).catch(() => {})],
  ['counting what has not ended', () => countUnfinished(store)],
  ['reading what has not ended', () => unfinishedRuns(store)],
  ['following the moves of a person', () => readLineage(store, { oldUser: 'alice', newUser: 'bob' }, 10)],
  ['finding other pairs of two people', () => readOtherMoves(store, { oldUser: 'alice', newUser: 'bob' }, 10)],
])('%s walks no realm from one end to the other', async (_, read) => {
  await read();
  // What has not ended has indexes of its own.
  const walks = (await steps()).filter((step) =>
    /^SCAN runs|^SEARCH runs (?!.*unfinished).*\(realm=\?( AND kind=\?)?\)$/.test(step),
  );
  expect(asked.length).toBeGreaterThan(0);
  expect(walks).toEqual([]);
});
