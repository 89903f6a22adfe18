import 'server-only';
import { request } from 'undici';
import { VERSION } from '#lib/version.ts';
import { failureWords, refusalWords } from './failure-words.ts';

/** How long a receiver may take, in milliseconds, from the first try to connect to the end of its answer. */
export const DEADLINE_MS = 10_000;
/** As much of an answer as is looked at. */
const READ_BYTES = 200;

export interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a receiver made of a message; `problem` is a sentence. */
export type Answer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly problem: string /** How long it wants to be left alone. */;
      readonly waitMs: number;
    };

/**
 * Posts a message once. Redirects are not followed: the configuration alone says where messages go.
 * @throws what `signal` was aborted with, and nothing else
 */
export async function post(message: Posted, signal: AbortSignal, deadlineMs: number = DEADLINE_MS): Promise<Answer> {
  const late = AbortSignal.timeout(deadlineMs);
  try {
    const { statusCode, headers, body } = await request(message.url, {
      ...{ method: 'POST', signal: AbortSignal.any([signal, late]), reset: true, body: message.body },
      headers: { 'content-type': 'application/json', 'user-agent': `rehome/${VERSION}`, ...message.headers },
    });
    if (statusCode >= 200 && statusCode < 300) {
      body.on('error', () => {}).destroy();
      return { ok: true };
    }
    const said = await beginning(body);
    return { ok: false, problem: refusalWords(statusCode, said), waitMs: retryAfterMs(headers['retry-after']) };
  } catch (error) {
    signal.throwIfAborted();
    const problem = late.aborted ? `It did not answer within ${deadlineMs / 1000} s.` : failureWords(error);
    return { ok: false, problem, waitMs: 0 };
  }
}

/** The first bytes of an answer; the rest is not waited for. */
async function beginning(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString('latin1');
    if (text.length >= READ_BYTES) break;
  }
  body.destroy();
  return text.slice(0, READ_BYTES);
}

function retryAfterMs(header: string | readonly string[] | undefined): number {
  const seconds = typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : 0;
  return seconds * 1000;
}
