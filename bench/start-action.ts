import { startSite } from '../proof/site.ts';
import type { Bench } from './figure.ts';
import { spread, timed, withUnit } from './statistics.ts';

const WARM_UP = 20;
const STARTS = 300;

/** How long an operator waits between the click and the page of the run. */
export const startAction: Bench = {
  name: 'start',
  title: 'Start action',
  how:
    `${STARTS} starts of ${STARTS} pairs, one after the other, by the server action over HTTP, on the built server. ` +
    'Meanwhile the reconciler runs what was started, four scripted pods at a time. Each is one transaction: run, locks, audit.',

  async run() {
    const names = Array.from({ length: WARM_UP + STARTS }, (_, at) => [`old${at}`, `new${at}`] as const);
    const site = await startSite({
      server: 'built',
      usernames: names.flat(),
      sections: { limits: { concurrency: 4 } },
    });
    try {
      await site.cluster.playAll();
      const samples: number[] = [];
      for (const [oldUser, newUser] of names) samples.push(await timed(() => start(oldUser, newUser)));
      const warm = samples.slice(WARM_UP);
      return [
        { what: 'start, click to answer', measured: `${spread(warm)}, at most ${withUnit(Math.max(...warm), 'ms')}` },
      ];
    } finally {
      await site.environment.stop();
    }

    async function start(oldUser: string, newUser: string): Promise<void> {
      const answer = await site.call('startMigration', { oldUser, newUser });
      if (!answer.ok) throw new Error(answer.error.message);
    }
  },
};
