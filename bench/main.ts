// npm run bench [-- --write] [start|polls|list|screen|copy …]: measures the built product and prints tables.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { copySpeed } from './copy-speed.ts';
import type { Bench } from './figure.ts';
import { listPages } from './list-pages.ts';
import { polls } from './polls.ts';
import { chapterOf, writeChapter } from './report.ts';
import { screenDelay } from './screen-delay.ts';
import { startAction } from './start-action.ts';

const BENCHES: readonly Bench[] = [startAction, polls, listPages, screenDelay, copySpeed];

const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true });
const unknown = positionals.find((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown !== undefined) {
  process.stderr.write(`There is no bench ${unknown}; there are ${BENCHES.map(({ name }) => name).join(', ')}.\n`);
  process.exit(1);
}

for (const bench of BENCHES) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  process.stderr.write(`${bench.name}: ${bench.title}\n`);
  const before = loadavg()[0] ?? 0;
  const figures = await bench.run((line) => void process.stderr.write(`  ${line}\n`));
  const chapter = chapterOf(bench, figures, before);
  process.stdout.write(`\n${chapter}`);
  if (values.write) writeChapter(bench.title, chapter);
}
process.exit(0);
