// npm run bench [-- [--write | --rounds N --peer NAME…] NAME…]: measures the product and prints tables; --rounds and --peer are for trying.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { CannotRun } from './copying/cannot-run.ts';
import { checksum } from './copying/checksum.ts';
import { hollow } from './copying/hollow.ts';
import { large } from './copying/large.ts';
import { latency } from './copying/latency.ts';
import { million } from './copying/million.ts';
import { resume } from './copying/resume.ts';
import { small } from './copying/small.ts';
import { exportAndPolls } from './export-and-polls.ts';
import type { Bench, Trial } from './figure.ts';
import { idle } from './idle.ts';
import { inputs } from './inputs.ts';
import { listPages } from './list-pages.ts';
import { logPage } from './log-page.ts';
import { polls } from './polls.ts';
import { chapterOf, writeChapter } from './report.ts';
import { screenDelay } from './screen-delay.ts';
import { startAction } from './start-action.ts';

const COPIES: readonly Bench[] = [small, large, hollow, latency, resume, million, checksum];
const BENCHES: readonly Bench[] = [
  startAction,
  polls,
  listPages,
  exportAndPolls,
  screenDelay,
  idle,
  logPage,
  inputs,
  ...COPIES,
];

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean' }, rounds: { type: 'string' }, peer: { type: 'string', multiple: true } },
  allowPositionals: true,
});
const trial: Trial = {
  ...(values.rounds !== undefined && { rounds: Math.max(1, Number.parseInt(values.rounds, 10)) }),
  ...(values.peer && { peers: values.peer }),
};
if (values.write && Object.keys(trial).length > 0) {
  process.stderr.write('--write takes all rounds and peers: it does not go with --rounds or --peer.\n');
  process.exit(1);
}
const unknown = positionals.find((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown !== undefined) {
  process.stderr.write(`There is no bench ${unknown}; there are ${BENCHES.map(({ name }) => name).join(', ')}.\n`);
  process.exit(1);
}

for (const bench of BENCHES) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  process.stderr.write(`${bench.name}: ${bench.title}\n`);
  const before = loadavg()[0] ?? 0;
  const figures = await bench
    .run((line) => void process.stderr.write(`  ${line}\n`), trial)
    .catch((error: unknown) => cannotRun(bench, error));
  if (!figures) continue;
  const chapter = chapterOf(bench, figures, before);
  process.stdout.write(`\n${chapter}`);
  if (values.write) writeChapter(bench.title, chapter);
}
process.exit();

/** A bench that cannot run here does not keep the others from it. */
function cannotRun({ name }: Bench, error: unknown): undefined {
  if (!(error instanceof CannotRun)) throw error;
  process.stderr.write(`${name} could not run. ${error.message}\n`);
  process.exitCode = 1;
}
