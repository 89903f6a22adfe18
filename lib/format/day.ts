import { offsetAt } from './time.ts';

/** A day of a calendar, `2026-11-25`. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 24 * 60 * 60_000;

const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Whether a text names a day that there is. */
export const isDay = (text: string): boolean =>
  DAY.test(text) && new Date(midnightOf(text)).toJSON()?.slice(0, 10) === text;

/** The day of a moment (milliseconds since the epoch) in a zone. */
export const dayOf = (at: number, zone: string): string => isoDay(at + offsetAt(at, zone));

/** When a day begins in a zone, in milliseconds since the epoch. Where its midnight is skipped, the first moment after it. */
export function startOfDay(day: string, zone: string): number {
  const midnight = midnightOf(day);
  const before = midnight - offsetAt(midnight - DAY_MS / 2, zone);
  const exact = midnight - offsetAt(before, zone);
  return offsetAt(exact, zone) === offsetAt(before, zone) ? exact : Math.max(before, exact);
}

/** The same day's end: the beginning of the next one. */
export const endOfDay = (day: string, zone: string): number => startOfDay(isoDay(midnightOf(day) + DAY_MS), zone);

/** A day, and when it began in a zone. */
export interface Day {
  readonly date: string;
  readonly from: number;
}

/** The last `count` days of a zone up to the one that holds `now`, the oldest first. */
export function lastDays(now: number, zone: string, count: number): readonly Day[] {
  const today = midnightOf(dayOf(now, zone));
  return Array.from({ length: count }, (_, at) => {
    const date = isoDay(today - (count - 1 - at) * DAY_MS);
    return { date, from: startOfDay(date, zone) };
  });
}
