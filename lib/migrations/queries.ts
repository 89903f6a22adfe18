import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { isOutcome } from './states.ts';
import type { RunDetailView, ShellView } from './views.ts';

/** What the browser asks for. The only fetch in it; a 304 is the browser's own affair. */

/** A page polls one route, this often at most. */
export const POLL_MS = 1000;
/** After a poll that had no answer. */
export const RETRY_MS = 5000;
/** The frame's counts may be this old. */
export const SHELL_POLL_MS = 2000;
const DEADLINE_MS = 10_000;

/** The server answered, and the answer was no. */
export class ResponseError extends Error {
  override readonly name = 'ResponseError';
  readonly status: number;
  constructor(status: number, path: string) {
    super(`GET ${path} answered ${status}`);
    this.status = status;
  }
}

/** Reads JSON from one of our own routes within 10 s. Throws `ResponseError`, or what `fetch` throws. */
export async function readJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]) });
  if (!response.ok) throw new ResponseError(response.status, path);
  return response.json();
}

export const queryKeys = {
  shell: ['shell'],
  run: (id: string) => ['run', id],
} as const;

interface Polled {
  readonly state: { readonly status: 'pending' | 'error' | 'success' };
}
const pace =
  (regular: number) =>
  ({ state }: Polled): number =>
    state.status === 'error' ? RETRY_MS : regular;

/** One run, until it has ended and its objects are gone. */
export const runQuery = (initial: RunDetailView) =>
  queryOptions({
    queryKey: queryKeys.run(initial.id),
    queryFn: ({ signal }) => readJson<RunDetailView>(`/api/runs/${encodeURIComponent(initial.id)}`, signal),
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (isSettled(query.state.data) ? false : pace(POLL_MS)(query)),
  });

/** What every page's frame shows. */
export const shellQuery = (initial: ShellView) =>
  queryOptions({
    queryKey: queryKeys.shell,
    queryFn: ({ signal }) => readJson<ShellView>('/api/shell', signal),
    initialData: initial,
    refetchInterval: pace(SHELL_POLL_MS),
  });

/** Whether nothing about a run will change by itself any more: it has ended, and its objects are not on their way out. */
export const isSettled = (run: RunDetailView | undefined): boolean =>
  run !== undefined && isOutcome(run.status) && run.objects !== 'removing';
