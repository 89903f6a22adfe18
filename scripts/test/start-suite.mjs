import { join } from 'node:path';
import { continueIn } from '../set-up/node-24.mjs';
import { orExplain, SetUpError } from '../set-up/say.mjs';
import { ROOT, setUp } from '../set-up.mjs';
import { finish } from './finish.mjs';

/** What each step needs on the machine. */
const NEEDS = { typecheck: [], lint: [], unit: ['rsync', 'python', 'migrator'], build: [], e2e: ['rsync', 'browser'] };
/** The steps of each suite; `npm test` is `change`. */
const SUITES = { change: Object.keys(NEEDS), cluster: ['cluster'], long: ['build', 'long'] };

/** Sets up what the steps need, then runs them under the Node that npm brought. What is missing counts as one failure. */
export async function startSuite(suite) {
  const since = Date.now();
  await orExplain(async () => {
    const named = process.argv.slice(2);
    const unknown = named.find((step) => !SUITES[suite].includes(step));
    if (unknown) throw new SetUpError(`There is no step '${unknown}'; the steps are ${SUITES[suite].join(', ')}.`);
    const steps = SUITES[suite].filter((step) => named.length === 0 || isWanted(step, named));
    const needs = steps.flatMap((step) => NEEDS[step] ?? ['rsync', 'python', 'browser']);
    const node = await setUp({ needs }).catch((error) => {
      process.stderr.write(`\n${error.message}\n`);
      process.exit(finish({ passed: 0, failed: 1, skipped: 0 }));
    });
    continueIn(ROOT, node, join(ROOT, 'scripts', 'test', 'main.ts'), [String(since), ...steps]);
  });
}

/** The browser's tests are of the build, so they bring it along. */
function isWanted(step, named) {
  return named.includes(step) || (step === 'build' && named.includes('e2e'));
}
