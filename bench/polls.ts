import { pods } from '../proof/pod-scripts.ts';
import { type Site, startSite } from '../proof/site.ts';
import { type BareServer, startBareServer } from './bare.ts';
import type { Bench, Figure } from './figure.ts';
import { ask, type Load } from './load.ts';
import { startRun, untilStatus } from './start-run.ts';
import { median, quantile, withUnit } from './statistics.ts';

const CONNECTIONS = 8;
const ROUNDS = 5;
const ROUND_MS = 2_000;

/** How many open pages one server feeds: each asks once a second at most. */
export const polls: Bench = {
  name: 'polls',
  title: 'Polls',
  how:
    `${CONNECTIONS} connections that stay open ask without a pause, ${ROUNDS} rounds of ${ROUND_MS / 1000} s; the run copies. ` +
    'Peer, in turn with it: a node:http server that does nothing but send a text of the same size, or 304. ' +
    'The client shares the processors. `/livez` is the least that a route of the built server can be.',

  async run(say) {
    const site = await startSite({ server: 'built', usernames: ['old', 'new'] });
    try {
      await site.cluster.play('old', pods.endless);
      const id = await copyingRun(site);
      const figures: Figure[] = [];
      for (const path of [`/api/runs/${id}`, '/api/shell', '/livez']) {
        for (const withEtag of path === '/livez' ? [false] : [false, true]) {
          figures.push(await measure(site.environment.url + path, path.replace(id, '{id}'), withEtag));
          say(JSON.stringify(figures.at(-1)));
        }
      }
      return figures;
    } finally {
      await site.environment.stop();
    }
  },
};

async function copyingRun(site: Site): Promise<string> {
  const id = await startRun(site, 'old', 'new');
  await untilStatus(site, id, 'copying');
  return id;
}

async function measure(url: string, name: string, withEtag: boolean): Promise<Figure> {
  const choices = { connections: CONNECTIONS, forMs: ROUND_MS, withEtag };
  const { bytes } = await ask(url, { ...choices, withEtag: false });
  const bare = await startBareServer(bytes);
  try {
    const [ours, peers] = await rounds(url, bare, choices);
    const [mine, theirs] = [rate(ours), rate(peers)];
    const kind = withEtag ? 'with If-None-Match' : `${bytes.toLocaleString('en')} bytes`;
    return {
      what: `GET ${name}, ${kind}`,
      measured: words(ours),
      peer: words(peers),
      ratio: `${(mine / theirs).toFixed(2)} of its requests`,
    };
  } finally {
    bare.stop();
  }
}

async function rounds(url: string, bare: BareServer, choices: Parameters<typeof ask>[1]): Promise<[Load[], Load[]]> {
  const [ours, peers]: [Load[], Load[]] = [[], []];
  await ask(bare.url, choices);
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await ask(url, choices));
    peers.push(await ask(bare.url, choices));
  }
  return [ours, peers];
}

const rate = (loads: readonly Load[]): number => median(loads.map(({ perSecond }) => perSecond));
const words = (loads: readonly Load[]): string =>
  `${withUnit(rate(loads), 'requests/s')}, p95 ${withUnit(
    quantile(
      loads.flatMap(({ times }) => times),
      0.95,
    ),
    'ms',
  )}`;
