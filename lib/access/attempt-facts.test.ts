import { expect, test } from 'vitest';
import { attemptFacts } from './attempt-facts.ts';

const NOTHING = { object: null, oldUser: null, newUser: null, why: null, ticket: null, count: '' };

test('a start names its pair, its reason and its ticket, and a batch those that hold for all its rows', () => {
  expect(attemptFacts({ oldUser: 'a', newUser: 'b', why: 'renamed', ticket: 'DESK-9' })).toEqual({
    ...{ ...NOTHING, oldUser: 'a', newUser: 'b', why: 'renamed', ticket: 'DESK-9' },
  });
  expect(attemptFacts({ rows: [], common: { why: 'merged', ticket: 'DESK-1' } })).toEqual({
    ...{ ...NOTHING, why: 'merged', ticket: 'DESK-1' },
  });
});

test.each([
  [{ runId: 'r' }, 'r', ''],
  [{ batchId: 'b' }, 'b', ''],
  [{ channel: 'slack-1' }, 'slack-1', ''],
  [{ runIds: ['r1'] }, 'r1', ''],
  [{ runIds: ['r1', 'r2', 'r3'] }, 'r1', 'It was about 3; this row names the first.'],
  [{ pods: ['u1', 'u2'] }, 'pod u1', 'It was about 2; this row names the first.'],
])('%j is about %s', (input, object, count) => {
  expect(attemptFacts(input)).toMatchObject({ object, count });
});

test.each([undefined, null, 'text', 7, [], { runIds: 'r', common: 'c' }, { pods: [] }, { runIds: [{}], why: 1 }])(
  'of %j nothing is taken over',
  (input) => {
    expect(attemptFacts(input)).toEqual(NOTHING);
  },
);

test('no long text is taken over', () => {
  expect(attemptFacts({ pods: ['x'.repeat(9000)], why: 'y'.repeat(9000) })).toMatchObject({
    ...{ object: `pod ${'x'.repeat(496)}`, why: 'y'.repeat(500) },
  });
});
