import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { runView } from '#components/testing/run-view.ts';
import { Tape } from './tape.tsx';

const NOW = '2026-11-23T09:00:00.000Z';
const done = runView({ status: 'succeeded', lastState: 'finishing' });
const drawn = (run: typeof done) => renderToStaticMarkup(<Tape run={run} now={NOW} />);
/** How many ticks each of its paths has. */
const ticks = (markup: string) =>
  [...markup.matchAll(/ d="([^"]*)"/g)].map(([, path]) => path?.match(/M/g)?.length ?? 0);
/** The line through a tick where a run failed. */
const STROKE = 0;

test('a copy at its end has done every step', () => {
  expect(drawn(done)).toContain('aria-label="All 7 steps done"');
  expect(ticks(drawn(done))).toEqual([7, 0]);
});

test('a copy that compares nothing has a tick for each step wherever it ends', () => {
  for (const lastState of ['copying', 'owning', 'finishing'] as const) {
    const failed = drawn({ ...done, status: 'failed', lastState, comparesNothing: true });
    expect(ticks(failed).reduce((sum, each) => sum + each, 0) - STROKE).toBe(6);
  }
});

test('but not the comparison, where it was asked to compare nothing', () => {
  const markup = drawn({ ...done, comparesNothing: true });
  expect(markup).toContain('aria-label="6 steps done, Verifying left out"');
  expect(ticks(markup)).toEqual([6, 1]);
});
