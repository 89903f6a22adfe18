import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../demo/paths.ts';
import { environmentWith } from '../set-up/node-24.mjs';
import { say } from '../set-up/say.mjs';
import { add, asCheck, type Counts, NOTHING } from './counts.ts';
import { finish } from './finish.mjs';
import { endStepsWithUs } from './run-step.ts';
import { STEPS } from './steps.ts';

/** What `npm test` may take, its set-up included. */
const CHANGE_MS = 25 * 60_000;
const SHOWN = 40;

async function runSteps(names: readonly string[], since: number): Promise<Counts> {
  const reports = mkdtempSync(join(tmpdir(), 'rehome-test-'));
  process.once('exit', () => rmSync(reports, { recursive: true, force: true }));
  const end = names.includes('long') || names.includes('cluster') ? Number.POSITIVE_INFINITY : since + CHANGE_MS;
  const env = environmentWith(ROOT, process.execPath);
  let counts = NOTHING;
  for (const name of names) {
    const step = STEPS[name];
    if (!step) throw new Error(`no step ${name}`);
    if (name === 'e2e' && counts.failures.includes('build')) {
      counts = add(counts, asCheck('e2e (there is no build to test)', false));
      continue;
    }
    say(`--- ${step.title}`);
    const milliseconds = Math.max(1_000, Math.min(step.milliseconds, end - Date.now()));
    counts = add(counts, await step.run({ root: ROOT, env, reports, milliseconds }));
  }
  return counts;
}

function list(title: string, names: readonly string[]): void {
  if (names.length === 0) return;
  const more = names.length > SHOWN ? [`… and ${names.length - SHOWN} more`] : [];
  process.stdout.write(`\n${title}:\n${[...names.slice(0, SHOWN), ...more].map((name) => `  ${name}`).join('\n')}\n`);
}

function tellOfClusters(names: readonly string[]): void {
  if (process.env.REHOME_TEST_KUBECONFIG || process.env.REHOME_TEST_CLUSTER) return;
  if (!names.some((name) => name !== 'typecheck' && name !== 'lint' && name !== 'build')) return;
  process.stdout.write(
    '\nNo real Kubernetes was at hand: what can only be asked of one was skipped. ' +
      'Set REHOME_TEST_KUBECONFIG to a kubeconfig, or REHOME_TEST_CLUSTER to a command that starts one.\n',
  );
}

const [since, ...names] = process.argv.slice(2);
endStepsWithUs();
const counts = await runSteps(names, Number(since));
list('Skipped', counts.skips);
tellOfClusters(names);
list('Passed only when tried again', counts.again);
list('Failed', counts.failures);
process.exit(finish(counts));
