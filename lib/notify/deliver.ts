import 'server-only';
import type { NoticeFacts } from '#lib/migrations/notice-events.ts';
import { type Sender, slackBody, webhookBody } from './bodies.ts';
import type { Channel } from './channels.ts';
import { type Answer, post } from './post.ts';
import { signatureHeaders } from './sign.ts';

/** A message as it is: the same at each try, but for the time of the try. */
export interface Message {
  readonly id: string;
  readonly facts: NoticeFacts;
}

/** Tries a message once, as its channel wants it. Throws what `signal` was aborted with. */
export function deliver(
  channel: Channel,
  { id, facts }: Message,
  sender: Sender,
  signal: AbortSignal,
  deadlineMs?: number,
): Promise<Answer> {
  const { type, url, secret } = channel;
  if (type === 'slack' || secret === null) {
    return post({ url, headers: {}, body: slackBody(facts, sender) }, signal, deadlineMs);
  }
  const body = webhookBody(facts, sender);
  return post({ url, headers: signatureHeaders(secret, { id, at: Date.now(), body }), body }, signal, deadlineMs);
}
