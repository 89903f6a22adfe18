import { offsetAt } from './time.ts';

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/**
 * The moment (milliseconds since the epoch) at which the clocks of a zone show `2026-11-25T18:00`; undefined for what is
 * no time. Of a time that comes twice the first is taken; one that is skipped is as far behind the change as it says.
 */
export function momentOf(local: string, zone: string): number | undefined {
  const shown = LOCAL.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  if (Number.isNaN(shown)) return undefined;
  const shows = (at: number): boolean => at + offsetAt(at, zone) === shown;
  const first = shown - offsetAt(shown - 12 * 60 * 60_000, zone);
  const second = shown - offsetAt(first, zone);
  return !shows(first) && shows(second) ? second : first;
}

/** What the clocks of a zone show at a moment, to the minute: `2026-11-25T18:00`. */
export const localOf = (at: number, zone: string): string =>
  new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16);
