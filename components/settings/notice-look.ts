import type { NoticeEvent } from '#lib/migrations/notice-events.ts';
import type { ChannelView, NoticeView } from '#lib/migrations/notice-views.ts';
import type { Family } from '#lib/migrations/states.ts';

const EVENT_WORDS: Readonly<Record<NoticeEvent, string>> = {
  failed: 'failed',
  lost: 'result unknown',
  needs_attention: 'needs attention',
  succeeded: 'done',
  cancelled: 'stopped',
};
const EVENTS = Object.keys(EVENT_WORDS) as readonly NoticeEvent[];

const TYPE_WORDS: Readonly<Record<ChannelView['type'], string>> = { slack: 'Slack', webhook: 'Signed webhook' };

/** Who somebody is and what they are told of: `Slack at hooks.slack.com. Told of: failed, done.` */
export const channelWords = ({ type, host, on }: Pick<ChannelView, 'type' | 'host' | 'on'>): string => {
  const events = EVENTS.filter((event) => on.includes(event)).map((event) => EVENT_WORDS[event]);
  return `${TYPE_WORDS[type]} at ${host}. Told of: ${events.join(', ')}.`;
};

/** What a message says of its run. */
export const aboutWords = ({ event }: Pick<NoticeView, 'event'>): string =>
  event === 'test' ? 'Test' : EVENT_WORDS[event].replace(/^./, (letter) => letter.toUpperCase());

/** What became of a message, how it looks, and what else there is to say. */
export function resultLook({ state, tries, problem }: Pick<NoticeView, 'state' | 'tries' | 'problem'>): {
  readonly family: Family;
  readonly words: string;
  readonly more: string | null;
} {
  const tried = tries === 1 ? 'Tried once.' : `Tried ${tries} times.`;
  if (state === 'delivered') return { family: 'done', words: 'Delivered', more: tries > 1 ? `At try ${tries}.` : null };
  if (state === 'given_up') return { family: 'failed', words: 'Not delivered', more: withProblem(tried, problem) };
  if (tries === 0) return { family: 'waiting', words: 'On its way', more: null };
  return { family: 'attention', words: 'Trying', more: withProblem(tried, problem) };
}

const withProblem = (tried: string, problem: string | null): string => [tried, problem].filter(Boolean).join(' ');
