import { type Browser, chromium } from '@playwright/test';
import { PHASES, PIPELINE_LABELS } from '#lib/migrations/states.ts';
import { type FinalResult, parseWireLine } from '#lib/migrations/wire.ts';
import { LAUNCH_OPTIONS } from '../e2e/browser.ts';
import { type Site, startSite } from '../proof/site.ts';
import { until } from '../proof/until.ts';
import type { Bench } from './figure.ts';
import { seenOn, watchScreen } from './screen-watch.ts';
import { startRun } from './start-run.ts';
import { spread, withUnit } from './statistics.ts';

const RUNS = 8;
/** So long a pod is kept from its node, until its page is open. */
const HELD_MS = 4_000;

/** How old the state on the screen is. */
export const screenDelay: Bench = {
  name: 'screen',
  title: 'From the event to the screen',
  how:
    'From the moment the embedded cluster starts the pod, writes a line of its log that begins a step, or ends the pod, until Chromium draws it ' +
    `on the page of the run; ${RUNS} scripted runs whose steps come at random moments. The page asks once a second, so half a second on the average is its own. ` +
    'The end of a pod includes saving its evidence and the record.',

  async run(say) {
    const usernames = Array.from({ length: RUNS }, (_, at) => [`old${at}`, `new${at}`]).flat();
    const site = await startSite({ server: 'built', usernames });
    const browser = await chromium.launch(LAUNCH_OPTIONS);
    try {
      const [starts, steps, ends]: [number[], number[], number[]] = [[], [], []];
      for (let at = 0; at < RUNS; at += 1) {
        const delays = await watchRun(site, browser, at);
        starts.push(delays.start);
        steps.push(...delays.steps);
        ends.push(delays.end);
        say(`run ${at + 1}: ${[delays.start, ...delays.steps, delays.end].map(Math.round).join(', ')} ms`);
      }
      const all = [...starts, ...steps, ...ends];
      return [
        figure('the start of the pod', starts),
        figure('a step of the migrator', steps),
        figure('the end of the pod', ends),
        figure('any of them', all),
      ];
    } finally {
      await browser.close();
      await site.environment.stop();
    }
  },
};

const figure = (what: string, delays: readonly number[]) => ({
  what: `${what}, ${delays.length} samples`,
  measured: `${spread(delays)}, at most ${withUnit(Math.max(...delays), 'ms')}`,
});

interface Delays {
  readonly start: number;
  readonly steps: readonly number[];
  readonly end: number;
}

async function watchRun(site: Site, browser: Browser, at: number): Promise<Delays> {
  await site.cluster.play(`old${at}`, script());
  await site.cluster.fault({ kind: 'unschedulable', forMs: HELD_MS });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await watchScreen(page);
  const id = await startRun(site, `old${at}`, `new${at}`);
  const { url } = site.environment;
  await page.goto(`${url}/migrations/${id}`);
  await page.getByRole('heading', { name: 'Done', exact: true }).waitFor({ timeout: 60_000 });
  const seen = await until('the end is drawn', async () => withEnd(await seenOn(page)), 5_000);
  await page.close();
  const lines = (await (await fetch(`${url}/api/runs/${id}/log`)).text()).split('\n').map(parseWireLine);
  const [start = 0, ...steps] = lines.flatMap((line) => {
    if (line?.type !== 'phase') return [];
    const drawn = seen[PIPELINE_LABELS[line.phase]];
    if (drawn === undefined) throw new Error(`${line.phase} was never on the screen`);
    return [drawn - Date.parse(line.at)];
  });
  const { result } = await site.run(id);
  return { start, steps, end: (seen.Done ?? 0) - Date.parse(result?.message ?? '') };
}

const withEnd = (seen: Readonly<Record<string, number>>) => (seen.Done === undefined ? undefined : seen);

/** A first line with the start, steps that begin at no moment that a poll could know, and an end that says its time. */
function script() {
  const chance = () => Math.round(1_600 + Math.random() * 1_500);
  const steps = PHASES.map((phase, seq) => ({
    delayMs: seq === 0 ? 0 : chance(),
    line: JSON.stringify({ seq, at: '{now}', type: 'phase', phase }),
  }));
  const result: FinalResult = {
    ...{ exitCode: 0, message: '{now}', folder: 'migrated-scripted', folderState: 'complete', path: '/scripted' },
    ...{ staging: null, files: 2, bytes: 20, totalFiles: 2, totalBytes: 20, owner: { uid: 1000, gid: 100 } },
    ...{ oldHome: null, newHome: null, room: null, notes: [] },
  };
  return { steps: [...steps, { delayMs: chance() }], exitCode: 0, terminationMessage: JSON.stringify(result) };
}
