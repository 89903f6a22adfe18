import { offsetAt } from './time.ts';

const DAY_MS = 86_400_000;

/** A day of a calendar: `2026-11-25`, and when it began in a zone, in milliseconds since the epoch. */
export interface Day {
  readonly date: string;
  readonly from: number;
}

/** The last `count` days of a zone up to the one that holds `now`, the oldest first. */
export function lastDays(now: number, zone: string, count: number): readonly Day[] {
  const today = Math.floor((now + offsetAt(now, zone)) / DAY_MS) * DAY_MS;
  return Array.from({ length: count }, (_, at) => {
    const day = today - (count - 1 - at) * DAY_MS;
    return { date: new Date(day).toISOString().slice(0, 10), from: beginningOf(day, zone) };
  });
}

/** When a day begins: the offset may be another one there than where the day begins in UTC. */
function beginningOf(day: number, zone: string): number {
  const guess = day - offsetAt(day, zone);
  return day - offsetAt(guess, zone);
}
