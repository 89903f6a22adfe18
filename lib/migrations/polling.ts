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
}

/** Reads JSON from one of our own routes within 10 s. Throws `ResponseError`, or what `fetch` throws. */
export async function readJson<T>(path: string, signal: AbortSignal): Promise<T> {
  return (await get(path, signal, {})).json();
}

/**
 * Reads a polled route: the page's view, and the frame's, which goes where the frame looks for it. Where nothing has changed
 * the server may keep it waiting for what changes next, for `HELD_SECONDS`.
 */
export async function readPolled<T>(path: string, { signal, client }: Polling): Promise<T> {
  const begun = performance.now();
  underWay.add(begun);
  try {
    const { frame, ...view } = await inLine((mayWait) => readAgain<Framed>(path, signal, mayWait));
    client.setQueryData<ShellView>(SHELL_KEY, frame);
    return view as T;
  } finally {
    underWay.delete(begun);
  }
}

/** Reads the frame's view alone; not while a page's poll is about to bring it. */
export async function readShell({ signal, client }: Polling): Promise<ShellView> {
  const known = client.getQueryState<ShellView>(SHELL_KEY);
  const isOnItsWay = [...underWay].some((begun) => performance.now() - begun < LATE_MS);
  if (isOnItsWay && known?.status === 'success' && known.data) return known.data;
  return inLine((mayWait) => readAgain<ShellView>('/api/shell', signal, mayWait));
}

interface Framed {
  readonly frame: ShellView;
}

/** When the pages' polls began that have no answer yet. */
const underWay = new Set<number>();
const answers = new Map<string, { readonly etag: string; readonly value: unknown }>();

/** Asks whether the last answer is still right; so it is the same object as long as it is. */
async function readAgain<T>(path: string, signal: AbortSignal, mayWait: boolean): Promise<T> {
  const last = answers.get(path);
  const response = await get(path, signal, {
    ...(last && { 'if-none-match': last.etag }),
    ...(mayWait && { prefer: `wait=${HELD_SECONDS}` }),
  });
  if (response.status === 304 && last) return last.value as T;
  const value: T = await response.json();
  const etag = response.headers.get('etag');
  answers.delete(path);
  if (etag) answers.set(path, { etag, value });
  const oldest = answers.keys().next().value;
  if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
  return value;
}

async function get(path: string, signal: AbortSignal, headers: Readonly<Record<string, string>>): Promise<Response> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const response = await fetch(path, { headers, signal: AbortSignal.any([signal, deadline]) });
  if (!response.ok && !(response.status === 304 && 'if-none-match' in headers)) {
    throw new ResponseError(response.status, path);
  }
  return response;
}

/**
 * Asks with leave to wait where this page is seen and a place is free, without it elsewhere. Web Locks keep the places, and a
 * window that is closed frees its own; where a browser has none, over plain HTTP, nobody waits.
 */
async function inLine<T>(ask: (mayWait: boolean) => Promise<T>): Promise<T> {
  if (!('locks' in navigator) || document.hidden) return ask(false);
  for (const place of PLACES) {
    const held = await navigator.locks.request(place, { ifAvailable: true }, async (lock) =>
      lock ? { answer: await ask(true) } : undefined,
    );
    if (held) return held.answer;
  }
  return ask(false);
}
