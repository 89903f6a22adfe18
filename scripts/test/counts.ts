import { existsSync, readFileSync } from 'node:fs';

/** How many tests ended how, with the names of those that one wants to read about. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
  readonly skips: readonly string[];
  /** Passed, but only when tried once more. */
  readonly again: readonly string[];
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [], again: [] };

/** One thing that either holds or does not. */
export function asCheck(name: string, ok: boolean): Counts {
  return ok ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1, failures: [name] };
}

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
    skips: [...a.skips, ...b.skips],
    again: [...a.again, ...b.again],
  };
}

/** A runner that failed without a failing test (a file that does not load, an unhandled error), or ran none, counts as one failure. */
export function withExit(name: string, counts: Counts, ok: boolean): Counts {
  if (ok && counts.passed + counts.failed + counts.skipped === 0) return asCheck(`${name} (it ran no test)`, false);
  return ok || counts.failed > 0 ? counts : add(counts, asCheck(`${name} (see above)`, false));
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Reads what vitest's json reporter has written; nothing where it has written nothing. */
export function readVitest(file: string, root: string): Counts {
  const report = readJson<VitestReport>(file);
  const tests = (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, fullName }) => ({ status, title: `${name.replace(`${root}/`, '')}: ${fullName}` })),
  );
  return countTests(tests, { passed: ['passed'], failed: ['failed'] });
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly status: string; readonly projectName: string }[];
  }[];
}

/** Reads what Playwright's json reporter has written; nothing where it has written nothing. */
export function readPlaywright(file: string): Counts {
  const tests = (readJson<PlaywrightSuite>(file)?.suites ?? []).flatMap(testsOf);
  return countTests(tests, { passed: ['expected', 'flaky'], failed: ['unexpected'] });
}

interface Test {
  readonly status: string;
  readonly title: string;
}

function testsOf(suite: PlaywrightSuite): Test[] {
  const own = (suite.specs ?? []).flatMap(({ title, file, tests }) =>
    tests.map(({ status, projectName }) => ({ status, title: `${file}: ${title} (${projectName})` })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

function countTests(tests: readonly Test[], words: { passed: readonly string[]; failed: readonly string[] }): Counts {
  const passed = tests.filter(({ status }) => words.passed.includes(status));
  const failed = tests.filter(({ status }) => words.failed.includes(status));
  const skips = tests.filter((test) => !passed.includes(test) && !failed.includes(test)).map(({ title }) => title);
  const failures = failed.map(({ title }) => title);
  const again = passed.filter(({ status }) => status === 'flaky').map(({ title }) => title);
  return { passed: passed.length, failed: failures.length, skipped: skips.length, failures, skips, again };
}

function readJson<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
}
