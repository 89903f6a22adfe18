import type { QueryClient } from '@tanstack/react-query';
import type { ShellView } from './views.ts';

/** The browser's questions to our own routes; here and in `bulk-queries.ts` is the only fetch in it. */

const DEADLINE_MS = 10_000;
/** A poll that knows all there is waits this long at most for what comes next. */
export const HELD_SECONDS = 5;
/** A poll that is under way for longer than this is late. */
const LATE_MS = HELD_SECONDS * 1000 + 1500;
/**
 * Polls of one browser that may wait at the same time, over all its windows. It opens six connections to a server whose HTTP is
 * of version 1, and what people click needs some.
 */
const PLACES = ['rehome-poll-1', 'rehome-poll-2'] as const;
/** Answers kept, to be told that they are still right. */
const KEPT = 12;

export const SHELL_KEY = ['shell'];

/** The server answered, and the answer was no. */
export class ResponseError extends Error {
  override readonly name = 'ResponseError';
  readonly status: number;
  constructor(status: number, path: string) {
    super(`GET ${path} answered ${status}`);
    this.status = status;
  }
}

interface Polling {
  readonly signal: AbortSignal;
  readonly client: QueryClient;
  readonly queryKey: readonly unknown[];
}

/** Reads JSON from one of our own routes within 10 s. Throws `ResponseError`, or what `fetch` throws. */
export async function readJson<T>(path: string, signal: AbortSignal): Promise<T> {
  return (await get(path, signal, {})).json();
}

/**
 * Reads a polled route: the page's view, and the frame's, which goes where the frame looks for it. Where nothing has changed
 * the server may keep it waiting for what changes next, for `HELD_SECONDS`.
 */
export async function readPolled<T>(path: string, polling: Polling): Promise<T> {
  const poll = readAgain<Framed>(path, polling);
  underWay.add(poll);
  try {
    const { frame, ...view } = await poll;
    polling.client.setQueryData<ShellView>(SHELL_KEY, frame);
    return view as T;
  } finally {
    underWay.delete(poll);
  }
}

/** Reads the frame's view: what a page's poll brings that is under way and not late, or what the server says. */
export async function readShell(polling: Polling): Promise<ShellView> {
  const isOnItsWay = underWay.size > 0;
  const brought = isOnItsWay && (await Promise.race([...underWay, pause(LATE_MS)]).catch(() => undefined));
  return brought ? brought.frame : readAgain<ShellView>('/api/shell', polling);
}

interface Framed {
  readonly frame: ShellView;
}

/** The pages' polls that have no answer yet. */
const underWay = new Set<Promise<Framed>>();
const answers = new Map<string, { readonly etag: string; readonly value: unknown }>();

const pause = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, ms, undefined));

/**
 * Asks whether the last answer is still right; so it is the same object as long as it is. Only a question whose answer is on
 * the screen may wait for another.
 */
async function readAgain<T>(path: string, { signal, client, queryKey }: Polling): Promise<T> {
  const last = answers.get(path);
  const isShown = client.getQueryState(queryKey)?.status === 'success';
  const ask = (mayWait: boolean) =>
    get(path, signal, {
      ...(last && { 'if-none-match': last.etag }),
      ...(mayWait && { prefer: `wait=${HELD_SECONDS}` }),
    });
  const response = last && isShown ? await inLine(ask) : await ask(false);
  const isSame = response.status === 304 && last;
  const value: T = isSame ? last.value : await response.json();
  const etag = isSame ? last.etag : response.headers.get('etag');
  answers.delete(path);
  if (etag) answers.set(path, { etag, value });
  const oldest = answers.keys().next().value;
  if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
  return value;
}

async function get(path: string, signal: AbortSignal, headers: Readonly<Record<string, string>>): Promise<Response> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  // The browser's own cache lets one request for an address go at a time, and would name an answer that no page shows.
  const response = await fetch(path, { headers, cache: 'no-store', signal: AbortSignal.any([signal, deadline]) });
  if (!response.ok && !(response.status === 304 && 'if-none-match' in headers)) {
    throw new ResponseError(response.status, path);
  }
  return response;
}

/**
 * Asks with leave to wait where this page is seen and a place is free, without it elsewhere. Web Locks keep the places, and a
 * window that is closed frees its own; where a browser has none, over plain HTTP, or refuses them, nobody waits.
 */
async function inLine<T>(ask: (mayWait: boolean) => Promise<T>): Promise<T> {
  if (!('locks' in navigator) || document.hidden) return ask(false);
  for (const place of PLACES) {
    let asked: Promise<T> | undefined;
    const inPlace = (lock: Lock | null): Promise<T> | undefined => {
      asked = lock ? ask(true) : undefined;
      return asked;
    };
    await navigator.locks.request(place, { ifAvailable: true }, inPlace).catch(() => {});
    if (asked !== undefined) return asked;
  }
  return ask(false);
}
