/** A start that lies back by no more than this is one of now: filling in a form takes a moment. In milliseconds. */
const PAST_MS = 60_000;
const MAX_DAYS = 30;

/** What is wrong with the time at which a run shall start, in a sentence, or undefined. Times are milliseconds since the epoch. */
export function startTimeProblem(at: number, now: number): string | undefined {
  if (Number.isNaN(at)) return 'Say when it starts: day and time.';
  if (at < now - PAST_MS) return 'This time is over. Choose a later one, or start now.';
  if (at > now + MAX_DAYS * 24 * 60 * 60_000) return `Choose a time within the next ${MAX_DAYS} days.`;
  return undefined;
}
