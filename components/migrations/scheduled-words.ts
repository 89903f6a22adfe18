import { formatDuration } from '#lib/format/duration.ts';
import { type Clock, formatTime, formatZone } from '#lib/format/time.ts';

/** A start in words: `at 18:00 UTC+1`, `on Fri 27 Nov, 18:00 UTC+1`. The offset is the one of that day. */
export function startWords(at: string, clock: Clock): string {
  const words = formatTime(at, clock);
  return `${words.includes(',') ? 'on' : 'at'} ${words} ${formatZone({ zone: clock.zone, now: at })}`;
}

/** How long until then: `in 3 h 12 min`, `now` where it is due. */
export function untilWords(at: string, now: string): string {
  const ms = Date.parse(at) - Date.parse(now);
  return ms <= 0 ? 'now' : `in ${formatDuration(ms)}`;
}
