import { expect, test } from 'vitest';
import type { RetentionPreview } from '#lib/migrations/retention-views.ts';
import { countWords, goingWords, keptWords, removedWords, stayWords } from './retention-words.ts';

const none = { count: 0, orMore: false };
const preview: RetentionPreview = {
  going: { runs: { count: 214, orMore: false }, evidence: { count: 1020, orMore: false }, audit: none, notices: none },
  ...{ evidenceBytes: 3_250_586, staying: { partial: 2, kin: 1 }, asOf: '2026-01-01T00:00:00.000Z' },
};

test('a time is told in days', () => {
  expect([null, 86_400_000, 365 * 86_400_000].map(keptWords)).toEqual(['for good', '1 day', '365 days']);
});

test('what would go is counted, with what its evidence takes', () => {
  expect(goingWords('runs', preview)).toBe('214 runs');
  expect(goingWords('evidence', preview)).toBe('logs of 1,020 runs, 3.1 MiB');
  expect(goingWords('audit', preview)).toBe('nothing is older');
  expect(countWords('evidence', { count: 1, orMore: false })).toBe('log of 1 run');
  expect(countWords('runs', { count: 10_000, orMore: true })).toBe('10,000+ runs');
});

test('what stays is told with why', () => {
  expect(stayWords(preview.staying)).toEqual([
    '2 older runs stay: they left partial copies that nobody went on in or removed.',
    '1 older run stays: it belongs to a run that stays.',
  ]);
});

test('what a pass removed is told, also where that was nothing', () => {
  const pass = { beganAt: '', endedAt: '', evidenceBytes: 2048, problem: null };
  const removed = { runs: 1, evidence: 3, audit: 0, notices: 2 };
  expect(removedWords({ ...pass, removed })).toBe('1 run, logs of 3 runs (2.0 KiB), 2 messages');
  expect(removedWords({ ...pass, removed: { runs: 0, evidence: 0, audit: 0, notices: 0 } })).toBe(
    'nothing was old enough',
  );
});
