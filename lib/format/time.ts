/** What a rendered time depends on besides itself; both come from the server so that both sides say the same. */
export interface Clock {
  /** IANA name of the zone. */
  readonly zone: string;
  /** ISO 8601. */
  readonly now: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

interface Parts {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly clock: string;
  readonly seconds: string;
  readonly offset: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  formats.set(zone, made);
  return made;
}

/** Only numbers and offsets come from Intl: its wording differs between the server's and the browser's tables. */
function partsOf(iso: string, zone: string): Parts | undefined {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return undefined;
  const found = new Map(
    formatOf(zone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? '';
  return {
    weekday: part('weekday'),
    day: part('day'),
    month: MONTHS[Number(part('month')) - 1] ?? '',
    year: part('year'),
    clock: `${part('hour')}:${part('minute')}`,
    seconds: part('second'),
    offset: part('timeZoneName')
      .replace('GMT', 'UTC')
      .replace(/[+-]0$/, ''),
  };
}

/**
 * A moment for a reader: `09:52` today, `Fri 20 Nov, 16:12` this year, `20 Nov 2025, 16:12` before.
 *
 * @param precision `seconds` for what happens within minutes: `09:52:21`.
 */
export function formatTime(iso: string, { zone, now }: Clock, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const at = partsOf(iso, zone);
  const today = partsOf(now, zone);
  if (!at || !today) return 'not known';
  const time = precision === 'seconds' ? `${at.clock}:${at.seconds}` : at.clock;
  if (at.year !== today.year) return `${at.day} ${at.month} ${at.year}, ${time}`;
  if (at.day === today.day && at.month === today.month) return time;
  return `${at.weekday} ${at.day} ${at.month}, ${time}`;
}

/** A moment within a log: `09:52:21`. */
export function formatClock(iso: string, zone: string): string {
  const at = partsOf(iso, zone);
  return at ? `${at.clock}:${at.seconds}` : '';
}

/** A moment in full, for a hover: `Fri 20 Nov 2026, 16:12:05 UTC+1 (2026-11-20T15:12:05Z)`. */
export function formatExactTime(iso: string, zone: string): string {
  const at = partsOf(iso, zone);
  if (!at) return iso;
  const utc = new Date(iso).toISOString().replace(/\.\d+Z$/, 'Z');
  return `${at.weekday} ${at.day} ${at.month} ${at.year}, ${at.clock}:${at.seconds} ${at.offset} (${utc})`;
}

/** How the zone is called beside a time: `UTC`, `UTC+1`, `UTC+5:30`. */
export const formatZone = ({ zone, now }: Clock): string => partsOf(now, zone)?.offset || 'UTC';

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
export function offsetAt(at: number, zone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  const found = new Map(
    formatOf(zone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? 0;
  const shown = [part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')] as const;
  return Date.UTC(...shown) - whole;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** A day of a calendar, `2026-11-25`, for a reader: `Wed 25 Nov`. */
export function formatDay(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  return `${WEEKDAYS[day.getUTCDay()]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
}
