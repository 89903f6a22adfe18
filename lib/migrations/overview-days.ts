import { type Day, lastDays } from '#lib/format/day.ts';
import type { EndSum } from '#lib/history/ends.ts';
import { type DayView, END_PARTS, type EndPart } from './overview-views.ts';
import { STATUS } from './states.ts';

const DAYS = 7;

/** The days of the overview in the reader's zone. */
export const overviewDays = (now: number, zone: string): readonly Day[] => lastDays(now, zone, DAYS);

/** The ends of each day, by how loud they are; `sums` are of the stretches that these days are. */
export function dayViews(days: readonly Day[], sums: readonly EndSum[]): readonly DayView[] {
  return days.map(({ date }, day) => {
    const own = sums.filter(({ stretch }) => stretch === day);
    return { date, files: total(own, 'files'), ends: partsOf(own) };
  });
}

function partsOf(sums: readonly EndSum[]): DayView['ends'] {
  const of = (part: EndPart) => {
    const own = sums.filter(({ outcome }) => STATUS[outcome].family === part);
    return [part, { runs: total(own, 'runs'), bytes: total(own, 'bytes') }] as const;
  };
  return Object.fromEntries(END_PARTS.map(of)) as DayView['ends'];
}

const total = (sums: readonly EndSum[], what: 'runs' | 'bytes' | 'files'): number =>
  sums.reduce((sum, end) => sum + end[what], 0);
