import { expect, test } from 'vitest';
import { startTimeProblem } from './start-time.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const at = (iso: string) => startTimeProblem(Date.parse(iso), NOW);

test('a time from a minute back to thirty days ahead can be chosen', () => {
  for (const iso of ['2026-11-25T11:59:00Z', '2026-11-25T12:00:00Z', '2026-12-25T12:00:00Z']) {
    expect(at(iso)).toBeUndefined();
  }
});

test('no other can', () => {
  expect(at('2026-11-25T11:58:59Z')).toMatch(/is over/);
  expect(at('2026-12-25T12:00:01Z')).toMatch(/within the next 30 days/);
  expect(at('soon')).toMatch(/day and time/);
});
