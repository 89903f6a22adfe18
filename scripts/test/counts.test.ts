import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOTHING, readPlaywright, readVitest, withExit } from './counts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehome-counts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('tests of vitest are counted by how they ended, and named by file and title', () => {
  const statuses = ['passed', 'passed', 'failed', 'skipped', 'todo'];
  const assertionResults = statuses.map((status, index) => ({ status, fullName: `test ${index}` }));
  const counts = readVitest(report({ testResults: [{ name: '/clone/lib/a.test.ts', assertionResults }] }), '/clone');
  expect(counts).toMatchObject({ passed: 2, failed: 1, skipped: 2, failures: ['lib/a.test.ts: test 2'] });
});

test('tests of Playwright are counted at every depth; one that passed only when tried again has passed and is named', () => {
  const spec = (status: string) => ({ title: status, file: 'a.spec.ts', tests: [{ status, projectName: 'wide' }] });
  const inner = { specs: [spec('unexpected'), spec('flaky'), spec('skipped')] };
  const counts = readPlaywright(report({ suites: [{ specs: [spec('expected')], suites: [inner] }] }));
  expect(counts).toMatchObject({ passed: 2, failed: 1, skipped: 1, failures: ['a.spec.ts: unexpected (wide)'] });
  expect(counts.again).toEqual(['a.spec.ts: flaky (wide)']);
});

test('a runner that fails without a failing test counts as one failure', () => {
  expect(withExit('unit', { ...NOTHING, passed: 3 }, false)).toMatchObject({ passed: 3, failed: 1 });
  expect(withExit('unit', { ...NOTHING, failed: 2 }, false).failed).toBe(2);
  expect(withExit('unit', readVitest(join(folder, 'absent.json'), '/'), false).failed).toBe(1);
});

test('a runner that says all is well and has run nothing counts as one failure', () => {
  expect(withExit('unit', readVitest(join(folder, 'absent.json'), '/'), true).failed).toBe(1);
  expect(withExit('unit', { ...NOTHING, skipped: 1 }, true).failed).toBe(0);
});
