import type { NoticeFacts } from '#lib/migrations/notice-events.ts';
import { noticeText, noticeType, runAddress } from '#lib/migrations/notice-message.ts';

/** Who speaks. */
export interface Sender {
  readonly instance: string;
  readonly realm: string;
  /** A word that tells installations apart; may be empty. */
  readonly environment: string;
  /** Where people reach Rehome, without a slash at its end. */
  readonly publicUrl?: string | undefined;
}

/** What Slack reads as more than text. https://docs.slack.dev/messaging/formatting-message-text/ */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A name as code: there it is neither a link nor a mention nor bold, whatever it holds. */
const asCode = (name: string): string => `\`${escaped(name).replaceAll('`', 'ˋ')}\``;

/** A message for Slack, and for what takes the same. */
export function slackBody(facts: NoticeFacts, { environment, publicUrl }: Sender): string {
  const address = runAddress(facts, publicUrl);
  const text = noticeText(facts, escaped(environment), asCode);
  const link = address === null ? '' : ` <${escaped(address)}|Open the run>`;
  return JSON.stringify({ text: `${text}${link}`, unfurl_links: false, unfurl_media: false });
}

/** A message for programs: type, time and data as Standard Webhooks has them. */
export function webhookBody(facts: NoticeFacts, { instance, realm, environment, publicUrl }: Sender): string {
  const data = {
    text: noticeText(facts, environment, (name) => `“${name}”`),
    installation: { instance, realm, environment },
    run: facts.run && { ...facts.run, url: runAddress(facts, publicUrl) },
    trouble: facts.trouble,
  };
  return JSON.stringify({ type: noticeType(facts), timestamp: facts.at, data });
}
