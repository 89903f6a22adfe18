import { expect, test } from 'vitest';
import type { CheckReport, HomeReport } from '#lib/migrations/check-report.ts';
import type { CheckView } from '#lib/migrations/start-views.ts';
import type { PairContextView } from '#lib/migrations/views.ts';
import { type PreflightInput, preflightOf, savingsOf } from './preflight.ts';

const MIB = 1024 ** 2;
const NOW = '2026-11-23T09:10:00.000Z';
const none = { count: 0, first: [] };
const two = { count: 2, first: [{ path: 'a', detail: '' }] };

const home = (more: Partial<HomeReport> = {}): HomeReport => ({
  ...{ uid: 1000, gid: 100, mode: 0o755, files: 9, folders: 1, bytes: 90 * MIB, bytesOnDisk: 90 * MIB, links: 0 },
  ...{ sockets: 0, devices: 0, fifos: 0, hardLinks: 0, setId: 0, withAcl: 0, depth: 1, longestPath: 20, largest: [] },
  ...{ leaving: none, absolute: none, environments: none, secrets: none, unreadable: none, owners: [], rehome: [] },
  savings: [{ exclude: '@caches', files: 3, bytes: 10 * MIB }],
  ...more,
});
const report = (more: Partial<CheckReport> = {}): CheckReport => ({
  ...{ old: home(), new: home(), owner: { uid: 1000, gid: 100 } },
  room: { bytesFree: 900 * MIB, bytesTotal: 1000 * MIB, inodesFree: 100 },
  needed: { bytes: 90 * MIB, files: 9, inodes: 10, fits: true },
  ...more,
});
const check = (more: Partial<CheckView> = {}): CheckView => ({
  ...{ runId: '1', number: 1, status: 'succeeded', code: 'RH-002', requestedAt: NOW, startedAt: NOW },
  ...{ endedAt: '2026-11-23T09:00:00.000Z', countsUntil: '2026-11-23T09:30:00.000Z', excludes: [], report: report() },
  ...more,
});
function preflight(check: CheckView | null, more: Partial<PreflightInput> = {}) {
  const bare = { displayName: null, uid: null, homeProblem: null, facts: null, server: null };
  const choice = (username: string) => ({ username, person: { username, homeOnDisk: username, ...bare } });
  const context: PairContextView = {
    ...{ oldUser: 'a', newUser: 'b', runs: [], reverseRuns: [], conflict: null, previewFolder: 'migrated-a', check },
    ...{ partial: null, inTheWay: null, keptPod: null, others: [], hasMoreOthers: false },
  };
  const asked = { from: choice('a'), to: choice('b'), context, knowsEverybody: true, excludes: [], isAsking: false };
  return preflightOf({ ...asked, now: NOW, ...more });
}
const gradeOf = (found: ReturnType<typeof preflight>, topic: string) =>
  found.findings.filter((finding) => finding.topic === topic).map(({ grade }) => grade);

test('without a check nothing is called ready, and nothing is held back', () => {
  expect(preflight(null)).toMatchObject({ stage: 'unchecked', holds: false, verdict: { words: 'Not checked yet' } });
});

test('a fresh check without findings says that all is ready', () => {
  const found = preflight(check());
  expect(found).toMatchObject({ stage: 'checked', holds: false, verdict: { grade: 'good', words: 'Ready' } });
  expect(new Set(found.findings.map(({ topic }) => topic)).size).toBe(8);
});

test('warnings are counted, come first, and hold nothing back; what is only to know is no warning', () => {
  const odd = home({ unreadable: two, leaving: two, environments: two, absolute: two });
  const room = { bytesFree: 100 * MIB, bytesTotal: 1000 * MIB, inodesFree: 100 };
  const found = preflight(check({ report: report({ old: odd, room }) }));
  expect(found).toMatchObject({ holds: false, verdict: { grade: 'warning', words: 'Ready with 2 warnings' } });
  expect(found.findings.slice(0, 2).map(({ grade }) => grade)).toEqual(['warning', 'warning']);
  expect(gradeOf(found, 'Content')).toEqual(['warning', 'note']);
  expect(gradeOf(found, 'May break')).toEqual(['note']);
});

test('what was found says that it was counted in the whole home, where a part of it is left out', () => {
  const checked = check({ report: report({ old: home({ leaving: two }) }), excludes: ['@caches'] });
  const wordsOf = (excludes: readonly string[]) =>
    preflight(checked, { excludes }).findings.find(({ topic }) => topic === 'Content')?.words;
  expect(wordsOf([])).toBe('2 links lead out of the home, kept as links.');
  expect(wordsOf(['@caches'])).toMatch(/as links\. Counted in the whole home, also in what is left out\.$/);
});

test('a copy that leaves out everything is told as a warning, as long as it does', () => {
  const empty = report({ needed: { bytes: 4096, files: 0, inodes: 1, fits: true } });
  const checked = check({ report: empty, excludes: ['*'] });
  expect(preflight(checked, { excludes: ['*'] }).verdict).toMatchObject({ grade: 'warning' });
  expect(gradeOf(preflight(checked, { excludes: ['*'] }), 'Content')).toContain('warning');
  expect(gradeOf(preflight(checked), 'Content')).not.toContain('warning');
});

test('a copy that does not fit is held back, until more is left out than the check left out', () => {
  const full = check({ report: report({ needed: { bytes: 950 * MIB, files: 9, inodes: 10, fits: false } }) });
  expect(preflight(full)).toMatchObject({ holds: true, verdict: { words: 'Blocked by 1 problem' } });
  const more = preflight(full, { excludes: ['@caches'] });
  expect(more.holds).toBe(false);
  expect(gradeOf(more, 'Room')).toEqual(['not-known']);
});

test('a copy that fits still fits where more is left out, and may not where less is', () => {
  const fits = check({ excludes: ['@caches'] });
  expect(gradeOf(preflight(fits, { excludes: ['@caches', '*.tmp'] }), 'Room')).toEqual(['good']);
  expect(gradeOf(preflight(fits, { excludes: [] }), 'Room')).toEqual(['not-known']);
});

test('a check that works says so; one that is too old counts for its sizes alone', () => {
  const works = check({ status: 'scanning', code: null, endedAt: null, countsUntil: null, report: null });
  expect(preflight(works)).toMatchObject({ stage: 'checking', holds: false, verdict: { grade: 'working' } });
  expect(preflight(null, { isAsking: true }).stage).toBe('checking');
  const old = check({ countsUntil: NOW });
  expect(preflight(old)).toMatchObject({ stage: 'old', verdict: { words: 'The last check is too old' } });
  expect(gradeOf(preflight(old), 'May break')).toEqual([]);
  expect(savingsOf(old)?.get('@caches')).toEqual({ files: 3, bytes: 10 * MIB });
});

test.each([
  ['RH-105', 'Places', 'blocked', true],
  ['RH-241', 'Cluster', 'warning', false],
  ['RH-306', 'Content', 'warning', false],
])('a check that ended with %s is told under %s as %s', (code, topic, grade, holds) => {
  const found = preflight(check({ status: 'failed', code, report: null }));
  expect(found).toMatchObject({ stage: 'failed', holds });
  expect(gradeOf(found, topic)).toEqual([grade]);
});
