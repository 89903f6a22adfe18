import { startWords } from '#components/migrations/scheduled-words.ts';
import { localOf, momentOf } from '#lib/format/local-time.ts';
import type { Clock } from '#lib/format/time.ts';
import { noteProblem, tidyNote } from '#lib/migrations/note-to-user.ts';
import { startTimeProblem } from '#lib/migrations/start-time.ts';
import type { Extras, ExtrasDraft } from './extras.ts';

const HOUR_MS = 3_600_000;

/** The next full hour that leaves some time, in the reader's zone. */
export const nextHour = ({ now, zone }: Clock): string =>
  localOf(Math.ceil((Date.parse(now) + HOUR_MS / 4) / HOUR_MS) * HOUR_MS, zone);

/** When it starts, in ISO 8601; null for at once, and for what is no time. */
export function startOf({ isLater, at }: ExtrasDraft, { zone }: Pick<Clock, 'zone'>): string | null {
  const moment = isLater ? momentOf(at, zone) : undefined;
  return moment === undefined ? null : new Date(moment).toISOString();
}

/** What the fields come to. */
export function readExtras(draft: ExtrasDraft, clock: Clock): Extras {
  const note = tidyNote(draft.note);
  const at = startOf(draft, clock);
  const startsAt = at && startWords(at, clock);
  const timeProblem = draft.isLater ? startTimeProblem(Date.parse(at ?? ''), Date.parse(clock.now)) : undefined;
  const wrong = noteProblem(note);
  return {
    draft,
    input: { ...(note !== '' && { note }), ...(at !== null && { notBefore: at }) },
    problems: { ...(timeProblem && { notBefore: timeProblem }), ...(wrong && { note: wrong }) },
    sentence: `${startsAt ? ` Starts ${startsAt}.` : ''}${note === '' ? '' : ' A note goes to the user.'}`,
    startsAt,
  };
}
