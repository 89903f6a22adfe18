import type { NoticeEvent, NoticeState } from './notice-events.ts';

/** A message as far as words about it need it. */
export interface SentNotice {
  readonly label: string;
  readonly event: NoticeEvent | 'test';
  readonly state: NoticeState;
  readonly tries: number;
  readonly problem: string | null;
}

const ABOUT: Readonly<Record<NoticeEvent | 'test', string>> = {
  succeeded: 'that it is done',
  failed: 'that it failed',
  lost: 'that its result is unknown',
  cancelled: 'that it was stopped',
  needs_attention: 'that it needs somebody',
  test: 'as a test',
};

const times = (tries: number): string => (tries === 1 ? 'once' : `${tries} times`);

/** What became of a message, as a line of a run’s timeline: what, and more where something went wrong. */
export function noticeWords({ label, event, state, tries, problem }: SentNotice): {
  readonly what: string;
  readonly detail: string | null;
} {
  const about = ABOUT[event];
  if (state === 'delivered')
    return { what: `${label} was told ${about}`, detail: tries > 1 ? `At try ${tries}.` : null };
  if (state === 'given_up')
    return { what: `${label} could not be told ${about}`, detail: `Tried ${times(tries)}. ${problem ?? ''}`.trim() };
  if (tries === 0) return { what: `${label} is being told ${about}`, detail: null };
  return {
    what: `${label} could not be told yet ${about}`,
    detail: `Tried ${times(tries)}. ${problem ?? ''} Rehome tries again.`.replace('  ', ' '),
  };
}
