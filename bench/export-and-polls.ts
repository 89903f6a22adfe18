import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../e2e/http.ts';
import { fillHistory } from '../proof/many-runs.ts';
import type { Bench, Figure } from './figure.ts';
import { REALM, startFilledSite } from './filled-site.ts';
import { spread, timed } from './statistics.ts';

const RUNS = 100_000;
const POLLS = 200;

/** Whether whoever looks at a page waits for somebody's export. */
export const exportAndPolls: Bench = {
  name: 'export',
  title: 'Polls during an export',
  how:
    `The built server with ${RUNS.toLocaleString('en-US')} runs: \`GET /api/runs\` over and over while all of them are being exported as CSV ` +
    `and as JSON, and while those with a word that few have are. Peer: the same question ${POLLS} times, with no export under way, before them.`,

  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'rehome-bench-'));
    const file = join(folder, 'history.db');
    await fillHistory(file, REALM, RUNS);
    const site = await startFilledSite(file);
    const { url } = site.environment;
    try {
      const alone: number[] = [];
      for (let poll = 0; poll < POLLS; poll += 1) alone.push(await timed(() => read(`${url}/api/runs`)));
      const figures: Figure[] = [];
      for (const search of ['format=csv', 'format=json', 'format=csv&q=solberg']) {
        const beside: number[] = [];
        let isOver = false;
        const took = timed(() => read(`${url}/api/runs/export?${search}`)).finally(() => {
          isOver = true;
        });
        while (!isOver) beside.push(await timed(() => read(`${url}/api/runs`)));
        say(`${search}: ${Math.round(await took)} ms, ${beside.length} polls meanwhile`);
        const what = `polls during an export, ${search}, of ${Math.round(await took)} ms`;
        figures.push({ what, measured: spread(beside), peer: spread(alone) });
      }
      return figures;
    } finally {
      await site.environment.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function read(url: string): Promise<void> {
  const { status } = await ask(url);
  if (status !== 200) throw new Error(`GET ${url}: ${status}`);
}
