import { createHmac } from 'node:crypto';

/** What a signed message carries. Times are milliseconds since the epoch. */
interface Signed {
  readonly id: string;
  readonly at: number;
  readonly body: string;
}

/**
 * The headers by which a receiver knows a message, when it was sent and that it is ours, as Standard Webhooks has it: an
 * HMAC with SHA-256 over id, seconds and body. https://www.standardwebhooks.com/
 *
 * @param secret - `whsec_` and the key in base64
 */
export function signatureHeaders(secret: string, { id, at, body }: Signed): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
