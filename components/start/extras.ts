import { formatDuration } from '#lib/format/duration.ts';
import { localOf, momentOf } from '#lib/format/local-time.ts';
import { type Clock, formatTime, formatZone } from '#lib/format/time.ts';
import { noteProblem, tidyNote } from '#lib/migrations/note-to-user.ts';
import { startTimeProblem } from '#lib/migrations/start-time.ts';

/** When a single run starts, and what its person is told, as it stands in the fields. */
export interface Extras {
  readonly note: string;
  readonly isLater: boolean;
  /** What the clocks of the reader's zone show then, `2026-11-25T18:00`. */
  readonly at: string;
}

export const NO_EXTRAS: Extras = { note: '', isLater: false, at: '' };
const HOUR_MS = 3_600_000;

/** The next full hour that leaves some time, in the reader's zone. */
export const nextHour = ({ now, zone }: Clock): string =>
  localOf(Math.ceil((Date.parse(now) + HOUR_MS / 4) / HOUR_MS) * HOUR_MS, zone);

/** When it starts, in ISO 8601; null for at once, and for what is no time. */
export function startOf({ isLater, at }: Extras, { zone }: Pick<Clock, 'zone'>): string | null {
  const moment = isLater ? momentOf(at, zone) : undefined;
  return moment === undefined ? null : new Date(moment).toISOString();
}

/** What is wrong with the fields, by the name that the server calls them. */
export function extrasProblems(extras: Extras, clock: Clock): Readonly<Record<string, string>> {
  const note = noteProblem(tidyNote(extras.note));
  const moment = Date.parse(startOf(extras, clock) ?? '');
  const time = extras.isLater ? startTimeProblem(moment, Date.parse(clock.now)) : undefined;
  return { ...(time && { notBefore: time }), ...(note && { note }) };
}

/** The same for the server. */
export function extrasInput(extras: Extras, clock: Clock): { readonly note?: string; readonly notBefore?: string } {
  const [note, notBefore] = [tidyNote(extras.note), startOf(extras, clock)];
  return { ...(note !== '' && { note }), ...(notBefore !== null && { notBefore }) };
}

/** A start in words: `at 18:00 UTC+1`, `on Fri 27 Nov, 18:00 UTC+1`. The offset is the one of that day. */
export function startWords(at: string, clock: Clock): string {
  const words = formatTime(at, clock);
  return `${words.includes(',') ? 'on' : 'at'} ${words} ${formatZone({ zone: clock.zone, now: at })}`;
}

/** The extras in sentences; empty where there are none. */
export function extrasSentence(extras: Extras, clock: Clock): string {
  const at = startOf(extras, clock);
  const when = at === null ? '' : ` Starts ${startWords(at, clock)}.`;
  return `${when}${tidyNote(extras.note) === '' ? '' : ' A note goes to the user.'}`;
}

/** How long until then: `in 3 h 12 min`, `now` where it is due. */
export function untilWords(at: string, now: string): string {
  const ms = Date.parse(at) - Date.parse(now);
  return ms <= 0 ? 'now' : `in ${formatDuration(ms)}`;
}
