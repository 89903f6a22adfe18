import { expect, test } from 'vitest';
import type { PairContextView, PersonView } from '#lib/migrations/views.ts';
import type { Choice } from './choice.ts';
import { outlookOf, verdictOf } from './outlook.ts';

const GIB = 1024 ** 3;

function choice(username: string, about: Partial<PersonView> = {}): Choice {
  const bare = { displayName: null, uid: null, homeOnDisk: username, homeProblem: null, facts: null, server: null };
  return { username, person: { username, ...bare, ...about } };
}
const facts = (bytes: number, bytesFree: number) => ({
  asOf: '2026-11-23T09:00:00Z',
  uid: 1,
  gid: 1,
  bytes,
  files: 1,
  bytesFree,
});
const context: PairContextView = {
  oldUser: 'a',
  newUser: 'b',
  runs: [],
  reverseRuns: [],
  conflict: null,
  previewFolder: 'migrated-a',
  check: null,
  ...{ partial: null, inTheWay: null, keptPod: null, others: [], hasMoreOthers: false },
};

const gradeOf = (topic: string, findings: ReturnType<typeof outlookOf>) =>
  findings.find((finding) => finding.topic === topic)?.grade;

test('two listed people without servers, with room and no other run, are ready', () => {
  const from = choice('a', { facts: facts(10 * GIB, 0) });
  const to = choice('b', { facts: facts(1, 20 * GIB) });
  const findings = outlookOf(from, to, context, false);
  expect(findings.map(({ grade }) => grade)).toEqual(['good', 'good', 'good', 'good', 'good']);
  expect(verdictOf(findings)).toEqual({ grade: 'good', words: 'Ready' });
});

test('what nobody has looked at is called not known, and neither good nor bad', () => {
  const findings = outlookOf(choice('a'), { username: 'b', person: null }, undefined, false);
  expect(gradeOf('Room', findings)).toBe('not-known');
  expect(gradeOf('Places', findings)).toBe('not-known');
  expect(gradeOf('Quiet', findings)).toBe('not-known');
  expect(gradeOf('Conflicts', findings)).toBe('not-known');
});

test('a name that is not listed, a running server and too little room are warnings', () => {
  const from = choice('a', { server: { pod: 'jupyter-a', node: null }, facts: facts(30 * GIB, 0) });
  const to = choice('b', { facts: facts(1, 20 * GIB) });
  expect(verdictOf(outlookOf(from, to, context, false)).words).toBe('Ready with 2 warnings');
  expect(gradeOf('Identity', outlookOf({ username: 'x', person: null }, to, context, false))).toBe('warning');
  expect(gradeOf('Places', outlookOf(choice('a', { homeProblem: 'No claim.' }), to, context, false))).toBe('warning');
});

test('the same account, the same home and another run in the way are problems', () => {
  expect(gradeOf('Identity', outlookOf(choice('a'), choice('a'), context, false))).toBe('blocked');
  expect(gradeOf('Places', outlookOf(choice('a'), choice('b', { homeOnDisk: 'a' }), context, false))).toBe('blocked');
  const inTheWay = outlookOf(choice('a'), choice('b'), { ...context, conflict: 'Run #1 has not ended.' }, false);
  expect(verdictOf(inTheWay)).toEqual({ grade: 'blocked', words: 'Blocked by 1 problem' });
});

test('a pod kept of an earlier run is told of, and neither holds nor warns', () => {
  const keptPod = 'The pod of run #3 is removed.';
  const findings = outlookOf(choice('a'), choice('b'), { ...context, keptPod }, false);
  expect(findings.at(-1)).toEqual({ topic: 'Conflicts', grade: 'note', words: keptPod });
  expect(verdictOf(findings).words).toBe('Ready');
});

test('a name that is not listed is in the way where the directory knows everybody', () => {
  const findings = outlookOf({ username: 'x', person: null }, choice('b'), context, true);
  expect(gradeOf('Identity', findings)).toBe('blocked');
});

test('a name that turns the direction of text turns no word of ours', () => {
  const turning = '\u202eevil';
  const [identity] = outlookOf({ username: turning, person: null }, { username: 'b', person: null }, context, false);
  expect(identity?.words).toBe(`Nobody is listed as \u2068${turning}\u2069 or \u2068b\u2069.`);
});

test('two accounts that the directory calls by different names are to be looked at; unnamed ones, or in other letters, are not', () => {
  const grade = (old: string | null, fresh: string | null) =>
    gradeOf(
      'Identity',
      outlookOf(choice('a', { displayName: old }), choice('b', { displayName: fresh }), context, true),
    );
  expect(grade('Anna Solberg', 'Daniel Okafor')).toBe('warning');
  expect(grade('Anna Solberg', 'ANNA solberg ')).toBe('good');
  expect(grade('Anna Solberg', null)).toBe('good');
  expect(grade('', 'Anna Solberg')).toBe('good');
});
