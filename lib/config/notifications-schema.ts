import { z } from 'zod';
import { NOTICE_EVENTS, type NoticeEvent } from '#lib/migrations/notice-events.ts';
import { type SecretReader, secret } from './secret.ts';

/** What is told unless `on` says otherwise: all but what somebody stopped on purpose. */
const TOLD: readonly NoticeEvent[] = ['failed', 'lost', 'needs_attention', 'succeeded'];

/** A key of 24 to 64 bytes as the specification of Standard Webhooks writes it. */
const SIGNING_KEY = /^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function isSigningKey(text: string): boolean {
  const bytes = Buffer.from(text.slice('whsec_'.length), 'base64').length;
  return SIGNING_KEY.test(text) && bytes >= 24 && bytes <= 64;
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' && hash === '';
}

/** Kept out of sight also where it is written in the file itself. */
const hidden = (read: SecretReader) => secret(read).meta({ writeOnly: true });

const address = (read: SecretReader) =>
  hidden(read)
    .pipe(z.string().refine(isAddress, 'must be an address that begins with https:// or http://, without a name in it'))
    .describe('Where messages are posted to. It is never shown, only its host.');

const shared = (read: SecretReader) => ({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/, 'must be at most 40 letters, digits, spaces, dots, - and _')
    .exactOptional()
    .describe('What it is called on screen; default: the host of its address.'),
  url: address(read),
  on: z
    .array(z.enum(NOTICE_EVENTS))
    .min(1, 'must name at least one event')
    .default([...TOLD])
    .describe('Of what it is told: failed, lost, needs_attention, succeeded, cancelled.'),
});

const channel = (read: SecretReader) =>
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('slack').describe('An incoming webhook of Slack, or of what takes the same messages.'),
      ...shared(read),
    }),
    z.strictObject({
      type: z.literal('webhook').describe('Any address that takes signed JSON.'),
      ...shared(read),
      secret: hidden(read)
        .pipe(z.string().refine(isSigningKey, 'must be whsec_ and 24 to 64 bytes in base64'))
        .describe('The key that signs each message: whsec_ and 24 to 64 bytes in base64.'),
    }),
  ]);

const MOST = 20;

/** Who is told of what happens to runs. Two of one name, or of one address, could not be told apart. */
export const notificationsSchema = (read: SecretReader) =>
  z
    .array(channel(read))
    .max(MOST, `must be ${MOST} at most`)
    .superRefine((channels, issues) => {
      for (const [at, { name, url }] of channels.entries()) {
        const before = channels.slice(0, at);
        if (name !== undefined && before.some((other) => other.name === name))
          issues.addIssue({ code: 'custom', path: [at, 'name'], message: 'is the name of another one' });
        if (before.some((other) => other.url === url))
          issues.addIssue({ code: 'custom', path: [at, 'url'], message: 'is the address of another one' });
      }
    })
    .prefault([])
    .describe('Who is told when runs end or need somebody.');
