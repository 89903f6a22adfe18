import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { INSPECTABLE, memoryAfterCollection } from './inspector.ts';
import { type Site, startSite } from './site.ts';
import { until } from './until.ts';

const CONCURRENCY = 16;
/** So many runs are unfinished at a time: some wait. */
const UNFINISHED = 40;
/** Before it is measured, what is still on its way may end. */
const QUIET_MS = 3_000;
/** Between two looks at a run. */
const LOOK_MS = 1_500;

export interface Held {
  /** After the first runs, and after all of them, in bytes: heap and external. */
  readonly first: number;
  readonly last: number;
}

/** Lets the built dashboard do so many runs, looks at the pages of each, and measures what it holds early and at the end. */
export async function memoryOver(runs: number, early: number): Promise<Held> {
  const usernames = Array.from({ length: runs }, (_, at) => [`memory${at}.old`, `memory${at}.new`]).flat();
  const sections = { limits: { concurrency: CONCURRENCY } };
  const site = await startSite({ server: 'built', usernames, sections, nodeArgs: INSPECTABLE });
  try {
    await site.cluster.playAll();
    await runThrough(site, 0, early);
    const first = await held(site);
    await runThrough(site, early, runs);
    const last = await held(site);
    const ended = site.database.runs().filter(({ outcome }) => outcome === 'succeeded');
    assert.equal(ended.length, runs);
    return { first, last };
  } finally {
    await site.environment.stop();
  }
}

/** Starts the runs of this range, a few at a time, and waits until each has ended and its pod is gone. */
async function runThrough(site: Site, from: number, to: number): Promise<void> {
  const open = new Set<Promise<void>>();
  for (let at = from; at < to; at++) {
    const one = runOne(site, at).finally(() => open.delete(one));
    open.add(one);
    if (open.size >= UNFINISHED) await Promise.race(open);
  }
  await Promise.all(open);
}

async function runOne(site: Site, at: number): Promise<void> {
  const started = await site.call('startMigration', { oldUser: `memory${at}.old`, newUser: `memory${at}.new` });
  assert.ok(started.ok, JSON.stringify(started));
  const { id } = started.value;
  const { url } = site.environment;
  await fetch(`${url}/migrations/${id}`).then((page) => page.text());
  const gone = async () => {
    await pause(LOOK_MS);
    return (await site.run(id)).objects === 'removed' || undefined;
  };
  await until(`run ${id} has ended and its pod is gone`, gone, 180_000);
  await fetch(`${url}/migrations/${id}`).then((page) => page.text());
  await fetch(`${url}/api/runs`).then((list) => list.text());
}

async function held({ environment }: Site): Promise<number> {
  await pause(QUIET_MS);
  const { heapUsed, external } = await memoryAfterCollection(environment.dashboardLog);
  return heapUsed + external;
}
