import 'server-only';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { HELD_SECONDS } from '#lib/migrations/polling.ts';
import { runtime } from '#lib/runtime.ts';

/** Changes that come faster than this are looked at together, in ms; once a change was none of this answer's, slower ones too. */
const [GAP_MS, LONG_GAP_MS] = [300, 1000];

export interface Answer {
  readonly body: string;
  readonly etag: string;
}

/** What `read` answers, as JSON. */
export async function answerOf(read: () => unknown): Promise<Answer> {
  const body = JSON.stringify(await read());
  return { body, etag: `"${createHash('sha1').update(body).digest('base64url')}"` };
}

/**
 * The answer to a request that says `Prefer: wait=N` (RFC 7240, 4.3) and what it knows: as soon as a change made it another, or
 * after N seconds, at most `HELD_SECONDS`, the one it knows. What changes with time alone, as how long a run has said nothing,
 * is seen with the next request. Any other request is answered at once.
 */
export async function heldAnswer(request: Request, read: () => unknown): Promise<Answer> {
  const { news } = runtime();
  const { signal, headers } = request;
  const until = performance.now() + patienceOf(request) * 1000;
  const left = () => until - performance.now();
  for (let gap = GAP_MS; ; gap = LONG_GAP_MS) {
    const { count } = news;
    const answer = await answerOf(read);
    if (left() <= 0 || headers.get('if-none-match') !== answer.etag) return answer;
    await pause(Math.min(gap, Math.max(0, left())), undefined, { signal }).catch(() => {});
    await news.after(count, Math.max(0, left()), signal);
    if (news.count === count || signal.aborted) return answer;
  }
}

function patienceOf({ headers }: Request): number {
  const wait = /(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])/.exec(headers.get('prefer') ?? '')?.[1];
  return Math.min(Number(wait ?? 0), HELD_SECONDS);
}
