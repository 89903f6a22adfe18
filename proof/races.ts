import assert from 'node:assert/strict';
import type { RunView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { ask, callAction } from '../e2e/http.ts';
import type { Chance } from './chance.ts';
import { type Site, startSite } from './site.ts';
import { until } from './until.ts';

type Started = ActionResult<RunView>;
interface Pair {
  readonly oldUser: string;
  readonly newUser: string;
}

/** Ways of asking for the same at the same instant. Each answers what each request was answered. */
const RACES: Readonly<Record<string, (site: Site, a: string, b: string, c: string) => Promise<readonly Started[]>>> = {
  'double click': (site, a, b) => together(site, [pair(a, b), pair(a, b)]),
  async 'two tabs'(site, a, b) {
    const { url } = site.environment;
    await Promise.all([1, 2].map(() => ask(`${url}/migrations/new?old=${a}&new=${b}`)));
    return together(site, [pair(a, b), pair(a, b)]);
  },
  'two people': (site, a, b) =>
    Promise.all([start(site, pair(a, b)), start(site, pair(a, b), 'localhost'), start(site, pair(a, b))]),
  reverse: (site, a, b) => together(site, [pair(a, b), pair(b, a)]),
  chain: (site, a, b, c) => together(site, [pair(a, b), pair(b, c)]),
};

const pair = (oldUser: string, newUser: string): Pair => ({ oldUser, newUser });
const together = (site: Site, pairs: readonly Pair[]) => Promise.all(pairs.map((one) => start(site, one)));

async function start(site: Site, wanted: Pair, host?: string): Promise<Started> {
  const base = host ? site.environment.url.replace('127.0.0.1', host) : site.environment.url;
  const { answer, value } = await callAction(base, 'startMigration', wanted);
  if (value === undefined) throw new Error(`startMigration answered ${answer.status}: ${answer.body.slice(0, 300)}`);
  return value as Started;
}

/** Races through the built dashboard. Throws where not exactly one run starts; answers how many tries there were of each. */
export async function raceStarts(tries: number, chance: Chance): Promise<ReadonlyMap<string, number>> {
  const trios = Array.from({ length: tries }, (_, at) => [`race${at}.a`, `race${at}.b`, `race${at}.c`] as const);
  const usernames = trios.flatMap((trio) => chance.shuffled(trio));
  const site = await startSite({ server: 'built', usernames, sections: { limits: { concurrency: 8 } } });
  const done = new Map<string, number>();
  try {
    await site.cluster.playAll();
    for (const [at, trio] of trios.entries()) {
      const [name = '', race] = Object.entries(RACES)[at % Object.keys(RACES).length] ?? [];
      const [a = '', b = '', c = ''] = chance.shuffled(trio);
      assertOne(site, name, trio, (await race?.(site, a, b, c)) ?? []);
      done.set(name, (done.get(name) ?? 0) + 1);
    }
    await assertEach(site, tries);
    return done;
  } finally {
    await site.environment.stop();
  }
}

/** One was accepted and recorded; each other one was refused in words, and that is in the audit. */
function assertOne(site: Site, name: string, users: readonly string[], answers: readonly Started[]): void {
  const accepted = answers.filter(({ ok }) => ok).length;
  assert.equal(accepted, 1, `${name} of ${users.join(', ')}: ${accepted} runs started`);
  for (const answer of answers) {
    if (answer.ok) continue;
    assert.equal(answer.error.code, 'conflict');
    assert.match(answer.error.message, /run #\d+ of \S+ to \S+.* has not ended\. Wait for it, or stop it first\./);
  }
  const of = ({ old_user }: { old_user: string | null }) => users.includes(old_user ?? '');
  assert.equal(site.database.runs().filter(of).length, 1);
  const results = site.database
    .audit()
    .filter(of)
    .map(({ result }) => result);
  assert.deepEqual(results.sort(), ['done', ...answers.slice(1).map(() => 'refused')]);
}

/** In the end each try has one run, which ended well, with one pod. */
async function assertEach(site: Site, tries: number): Promise<void> {
  const ended = () => site.database.runs().every(({ outcome }) => outcome !== null) || undefined;
  await until('every run has ended', ended, 120_000);
  const runs = site.database.runs();
  assert.equal(runs.length, tries);
  const made = await site.cluster.podsOfRuns();
  assert.equal(made.size, tries);
  for (const { id, outcome } of runs) assert.deepEqual([outcome, made.get(id)?.length], ['succeeded', 1]);
  assert.deepEqual(site.database.holders(), []);
  site.database.assertSound();
}
