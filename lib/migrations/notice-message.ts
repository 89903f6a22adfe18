import { calm } from '#lib/format/calm.ts';
import { eventOf, type NoticeFacts, OUT_OF_SIGHT_MS, type Trouble } from './notice-events.ts';
import { factsOf } from './outcomes.ts';
import { type RunKind, STATUS } from './states.ts';
import { LATE_MS } from './troubled.ts';

/** How a kind of text writes what people chose, such as a username, so that it stays what it is. */
type Quote = (name: string) => string;

const MINUTE_MS = 60_000;
const TROUBLE: Readonly<Record<Trouble, string>> = {
  late: `It has not started for ${LATE_MS / MINUTE_MS} min.`,
  stalled: 'It makes no progress.',
  unknown: `It has been out of sight for ${OUT_OF_SIGHT_MS / MINUTE_MS} min.`,
};
const WHAT: Readonly<Record<RunKind, string>> = { copy: 'run', check: 'check', discard: 'removal' };

/**
 * What somebody is told, in one or two sentences. Names are the only words that are not Rehome’s own: nothing of files,
 * of logs or of what the cluster said is in it.
 *
 * @param environment - a word that tells installations apart; may be empty
 */
export function noticeText({ run, trouble }: NoticeFacts, environment: string, quote: Quote): string {
  const where = environment === '' ? '' : `[${calm(environment)}] `;
  if (!run) return `${where}This is a test from Rehome. Messages about runs arrive here.`;
  const who = `${quote(calm(run.oldUser))} → ${quote(calm(run.newUser))}, ${WHAT[run.kind]} #${run.number}`;
  if (run.outcome === null) return `${where}Needs attention: ${who}. ${trouble ? TROUBLE[trouble] : ''}`.trim();
  const { label } = STATUS[run.outcome];
  const headline = run.code === null ? undefined : factsOf(run.code, run.kind)?.headline;
  return `${where}${label}: ${who}.${headline && headline !== label ? ` ${headline}.` : ''}`;
}

/** `run.failed`, `run.needs_attention`, …; `test` for a test. */
export const noticeType = ({ run }: NoticeFacts): string => {
  if (!run) return 'test';
  return `run.${run.outcome === null ? 'needs_attention' : eventOf(run.outcome)}`;
};

/** The address of the page of a run; null where nobody said how people reach Rehome. */
export const runAddress = ({ run }: NoticeFacts, publicUrl: string | undefined): string | null =>
  run && publicUrl !== undefined ? `${publicUrl}/migrations/${run.id}` : null;
