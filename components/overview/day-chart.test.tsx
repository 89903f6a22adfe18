import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type DayView, END_PARTS } from '#lib/migrations/overview-views.ts';
import { DayChart } from './day-chart.tsx';
import { DayTable } from './day-table.tsx';

const GIB = 1024 ** 3;
const day = (date: string, ends: Partial<DayView['ends']>): DayView => {
  const none = Object.fromEntries(END_PARTS.map((part) => [part, { runs: 0, bytes: 0 }])) as DayView['ends'];
  return { date, files: 0, ends: { ...none, ...ends } };
};
const DAYS = [
  day('2026-11-24', { done: { runs: 2, bytes: 3 * GIB }, failed: { runs: 1, bytes: GIB } }),
  day('2026-11-25', { notes: { runs: 1, bytes: GIB } }),
];

test('the drawing says in words what it shows, and the table says it by day', () => {
  const drawing = renderToStaticMarkup(<DayChart days={DAYS} />);
  expect(drawing).toContain('aria-label="Copied by day, 5.0 GiB in all, the most on Tue 24 Nov: 4.0 GiB."');
  const table = renderToStaticMarkup(<DayTable days={DAYS} />);
  expect(table).toMatch(/Tue 24 Nov.*4\.0.*2 done, 1 failed.*Wed 25 Nov.*1\.0.*1 done with notes/s);
});

test('done and done with notes differ by more than their hue: one is solid, the other hatched', () => {
  const drawing = renderToStaticMarkup(<DayChart days={DAYS} />);
  expect(drawing.match(/fill="url\(#[^)]*-notes\)"/g)).toHaveLength(2);
  expect(drawing).toMatch(/<pattern id="[^"]*-notes"/);
  expect(drawing).toContain('class="fill-done"');
});

test('days without any copy say so', () => {
  expect(renderToStaticMarkup(<DayChart days={[day('2026-11-25', {})]} />)).toContain(
    'aria-label="Nothing was copied in these days."',
  );
});
