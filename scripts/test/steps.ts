import { join } from 'node:path';
import { buildDashboard } from '../set-up/build-dashboard.mjs';
import { buildMigrator } from '../set-up/build-migrator.mjs';
import { asCheck, type Counts, readPlaywright, readVitest, withExit } from './counts.ts';
import { runStep } from './run-step.ts';

const MINUTE = 60_000;

/** What a step works with: the clone, the environment of its tools, a folder for reports, and its time. */
export interface StepContext {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly reports: string;
  readonly milliseconds: number;
}

export interface Step {
  readonly title: string;
  /** Its own limit; the limit of the suite may be nearer. */
  readonly milliseconds: number;
  readonly run: (context: StepContext) => Promise<Counts>;
}

/** The steps by name, in the order in which they run. */
export const STEPS: Readonly<Record<string, Step>> = {
  typecheck: { title: 'types', milliseconds: 4 * MINUTE, run: typecheck },
  lint: { title: 'lint and format', milliseconds: 2 * MINUTE, run: lint },
  unit: { title: 'unit tests', milliseconds: 15 * MINUTE, run: (context) => vitest('unit', [], context) },
  build: { title: 'build', milliseconds: 8 * MINUTE, run: build },
  e2e: { title: 'browser tests', milliseconds: 12 * MINUTE, run: playwright },
  cluster: {
    title: 'tests on a real cluster',
    milliseconds: 15 * MINUTE,
    run: (context) => vitest('cluster', ['--config', 'vitest.cluster.config.ts'], context),
  },
  long: {
    title: 'long tests',
    milliseconds: 12 * 60 * MINUTE,
    run: (context) => vitest('long', ['--config', 'vitest.long.config.ts'], context),
  },
};

async function typecheck(context: StepContext): Promise<Counts> {
  const { root, ...options } = context;
  const generated = await runStep(['next', 'typegen'], { cwd: root, ...options });
  return asCheck('typecheck', generated && (await runStep(['tsc', '--noEmit'], { cwd: root, ...options })));
}

async function lint({ root, env, milliseconds }: StepContext): Promise<Counts> {
  return asCheck('lint', await runStep(['biome', 'check', '.'], { cwd: root, env, milliseconds }));
}

async function vitest(name: string, args: readonly string[], context: StepContext): Promise<Counts> {
  const { root, env, reports, milliseconds } = context;
  const report = join(reports, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = await runStep(['vitest', 'run', ...args, ...reporters], { cwd: root, env, milliseconds });
  return withExit(name, readVitest(report, root), ok);
}

async function build({ root }: StepContext): Promise<Counts> {
  try {
    await buildMigrator(root, process.execPath);
    await buildDashboard(root, process.execPath);
    return asCheck('build', true);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return asCheck('build', false);
  }
}

async function playwright({ root, env, reports, milliseconds }: StepContext): Promise<Counts> {
  const report = join(reports, 'e2e.json');
  const ok = await runStep(['playwright', 'test', '--reporter=list,json'], {
    cwd: root,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    milliseconds,
  });
  return withExit('e2e', readPlaywright(report), ok);
}
