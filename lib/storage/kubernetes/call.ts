import 'server-only';
import { STATUS_CODES } from 'node:http';
import { KubernetesError, type ObjectRef } from '../errors.ts';
import type { Timeout } from '../timeout.ts';

/** The longest delay a timer of Node takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The signal of one call: aborted by its deadline or by its caller, whichever comes first. */
export class Call {
  readonly verb: string;
  readonly object: ObjectRef;
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #onOuter = () => this.abort(this.#outer?.reason);
  #timer: NodeJS.Timeout | undefined;

  /** Throws the budget's `TimeoutError` if it has run out, or the caller's reason if it has aborted already. */
  constructor(verb: string, object: ObjectRef, timeout: Timeout, outer: AbortSignal | undefined) {
    outer?.throwIfAborted();
    this.verb = verb;
    this.object = object;
    this.#outer = outer;
    this.#timer = setTimeout(() => this.abort(timeout.error()), Math.min(timeout.left(), LONGEST_TIMER_MS)).unref();
    outer?.addEventListener('abort', this.#onOuter);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /** Ends the deadline and keeps the caller's signal: the answer has begun, and may go on for long. */
  answered(): void {
    clearTimeout(this.#timer);
  }

  /** Ends both. */
  release(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#onOuter);
  }

  /** Waits for something that takes no signal. */
  async race<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    signal.throwIfAborted();
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    try {
      return await Promise.race([promise, aborted]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** What to throw for something that went wrong: why it was aborted, else the connection's own word. */
  failure(error: unknown): unknown {
    if (this.signal.aborted) return this.signal.reason;
    if (error instanceof KubernetesError) return error;
    const detail = error instanceof Error ? error.message || codeOf(error) : String(error);
    return new KubernetesError(this.verb, this.object, { status: 0, reason: codeOf(error), detail }, { cause: error });
  }

  /** The error of an answer that is not a success; not every such answer comes from the API server. */
  refusal(status: number, body: string): KubernetesError {
    const said = parseStatus(body);
    const reason = said?.reason || (STATUS_CODES[status] ?? 'Unknown').replaceAll(' ', '');
    return new KubernetesError(this.verb, this.object, { status, reason, detail: said?.message ?? readable(body) });
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  const cause = error.cause instanceof Error ? codeOf(error.cause) : 'Unknown';
  if (cause !== 'Unknown') return cause;
  return 'code' in error && typeof error.code === 'string' ? error.code : 'Unknown';
}

function parseStatus(body: string): { reason: string; message: string } | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('message' in parsed)) return undefined;
    return { reason: 'reason' in parsed ? String(parsed.reason) : '', message: String(parsed.message) };
  } catch {
    return undefined;
  }
}

/** A proxy's error page without its markup. */
const readable = (body: string): string =>
  body
    .slice(0, 10_000)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
