const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number): string => String(value).padStart(2, '0');

/** A duration in milliseconds as two units at most: `< 1 s`, `2 s`, `6 min 51 s`, `1 h 05 min`, `2 d 19 h`. */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / SECOND)) * SECOND;
  if (whole === 0) return '< 1 s';
  if (whole < MINUTE) return `${whole / SECOND} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min ${two((whole % MINUTE) / SECOND)} s`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)} h ${two(Math.floor((whole % HOUR) / MINUTE))} min`;
  const hours = Math.floor((whole % DAY) / HOUR);
  return hours === 0 ? `${Math.floor(whole / DAY)} d` : `${Math.floor(whole / DAY)} d ${hours} h`;
}

/** A duration in full, for a hover: `411.2 s`. */
export const formatExactDuration = (ms: number): string => `${(Math.max(0, ms) / SECOND).toFixed(1)} s`;

/** A duration as ISO 8601, for `<time dateTime>`: `PT411S`. */
export const isoDuration = (ms: number): string => `PT${Math.max(0, Math.floor(ms / SECOND))}S`;

/** An estimate in seconds, no more exact than it can be: `less than 10 s`, `about 40 s`, `about 2 min`, `about 3 h`. */
export function formatRemaining(seconds: number): string {
  if (seconds < 10) return 'less than 10 s';
  if (seconds < 55) return `about ${Math.round(seconds / 10) * 10} s`;
  if (seconds < 57 * 60) return `about ${Math.max(1, Math.round(seconds / 60))} min`;
  const hours = seconds / 3600;
  return `about ${hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours)} h`;
}

/** Milliseconds from one ISO time to another; null where either is missing. */
export function elapsedMs(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const ms = Date.parse(to) - Date.parse(from);
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
