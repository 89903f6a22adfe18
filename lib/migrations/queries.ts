import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FilesView } from './files-view.ts';
import type { OverviewView } from './overview-views.ts';
import { readJson, readPolled, readShell, SHELL_KEY } from './polling.ts';
import type { ObjectsView } from './start-views.ts';
import { isOutcome } from './states.ts';
import type { UserView } from './user-views.ts';
import type { CleanupView, PairContextView, PersonView, RunDetailView, ShellView } from './views.ts';

/** What the browser asks for, and how often. */

/** A page polls one route, and asks again so long after each answer at the soonest. */
export const POLL_MS = 1000;
/** A page that nobody sees. */
const HIDDEN_POLL_MS = 5000;
/** After a poll that had no answer. */
export const RETRY_MS = 5000;
/** The frame's counts may be this old, where no page's poll brings newer ones. */
export const SHELL_POLL_MS = 3000;
/** Lists, what is known of a pair, and what is left behind. */
export const LIST_POLL_MS = 1200;
export const queryKeys = {
  shell: SHELL_KEY,
  overview: ['overview'],
  run: (id: string) => ['run', id],
  pod: (id: string) => ['pod', id],
  files: (id: string) => ['files', id],
  people: (text: string) => ['people', text],
  pair: (oldUser: string, newUser: string) => ['pair', oldUser, newUser],
  user: (username: string) => ['user', username],
  cleanup: ['cleanup'],
} as const;

interface Polled {
  readonly state: { readonly status: 'pending' | 'error' | 'success' };
}
/** A poll's pace while it has answers; after one without, it waits longer. */
export const pace =
  (regular: number) =>
  ({ state }: Polled): number =>
    state.status === 'error' ? RETRY_MS : regular;

/** A run in another tab is still watched, by the title and the icon of its own. */
const runPoll = (): number => (typeof document !== 'undefined' && document.hidden ? HIDDEN_POLL_MS : POLL_MS);

/** One run, until it has ended and its objects are gone. */
export const runQuery = (initial: RunDetailView) =>
  queryOptions({
    queryKey: queryKeys.run(initial.id),
    queryFn: (polling) => readPolled<RunDetailView>(`/api/runs/${encodeURIComponent(initial.id)}`, polling),
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (isSettled(query.state.data) ? false : pace(runPoll())(query)),
    refetchIntervalInBackground: true,
  });

/** The single entries of a run; of one that has ended they change no more. */
export const filesQuery = (id: string, isLive: boolean) =>
  queryOptions({
    queryKey: queryKeys.files(id),
    queryFn: ({ signal }) => readJson<FilesView>(`/api/runs/${encodeURIComponent(id)}/files`, signal),
    refetchInterval: (query) => (isLive ? pace(LIST_POLL_MS)(query) : query.state.status === 'error' && RETRY_MS),
  });

/** The pod of a run as YAML; not asked for before somebody wants to see it. */
export const podQuery = (id: string, enabled: boolean) =>
  queryOptions({
    queryKey: queryKeys.pod(id),
    queryFn: ({ signal }) => readJson<{ readonly yaml: string }>(`/api/runs/${encodeURIComponent(id)}/pod`, signal),
    enabled,
  });

/** What every page's frame shows. Asked for on its own only while the page itself polls nothing: each poll brings it. */
export const shellQuery = (initial: ShellView) =>
  queryOptions({
    queryKey: queryKeys.shell,
    queryFn: readShell,
    initialData: initial,
    refetchInterval: pace(SHELL_POLL_MS),
  });

/** The overview. */
export const overviewQuery = (initial: OverviewView) =>
  queryOptions({
    queryKey: queryKeys.overview,
    queryFn: (polling) => readPolled<OverviewView>('/api/overview', polling),
    initialData: initial,
    refetchInterval: pace(LIST_POLL_MS),
  });

/** People whose name has this text in it; an empty text asks for the first few. */
export const peopleQuery = (text: string) =>
  queryOptions({
    queryKey: queryKeys.people(text),
    queryFn: ({ signal }) => readJson<readonly PersonView[]>(`/api/people?${new URLSearchParams({ q: text })}`, signal),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });

/** What matters before a pair is migrated, and the runs it had. Not asked before both people are known. */
export const pairContextQuery = (oldUser: string, newUser: string, initial?: PairContextView | null) =>
  queryOptions({
    ...pairQuery(oldUser, newUser, true),
    ...(initial && { initialData: initial }),
  });

/** The runs of a pair alone, out of the same answer. */
export const pairRunsQuery = (oldUser: string, newUser: string) => queryOptions(pairQuery(oldUser, newUser, false));

const pairQuery = (oldUser: string, newUser: string, isForStart: boolean) =>
  queryOptions({
    queryKey: [...queryKeys.pair(oldUser, newUser), isForStart],
    queryFn: (polling) => {
      const pair = new URLSearchParams({ old: oldUser, new: newUser, ...(isForStart && { for: 'start' }) });
      return readPolled<PairContextView>(`/api/pairs?${pair}`, polling);
    },
    enabled: oldUser !== '' && newUser !== '' && oldUser !== newUser,
    refetchInterval: (query) => pace(isChecking(query.state.data) ? POLL_MS : LIST_POLL_MS)(query),
  });

/** What a start would create, by the search of its address. */
export const objectsQuery = (search: string) =>
  queryOptions({
    queryKey: ['objects', search],
    queryFn: ({ signal }) => readJson<ObjectsView>(`/api/objects?${search}`, signal),
    retry: false,
    staleTime: 60_000,
  });

const isChecking = (context: PairContextView | undefined): boolean =>
  context !== undefined && context.check !== null && !isOutcome(context.check.status);

/** Everything that is known of one person. */
export const userQuery = (initial: UserView) => {
  const { username } = initial.person;
  return queryOptions({
    queryKey: queryKeys.user(username),
    queryFn: (polling) => readPolled<UserView>(`/api/users?${new URLSearchParams({ name: username })}`, polling),
    initialData: initial,
    refetchInterval: pace(LIST_POLL_MS),
  });
};

/** Pods left behind. */
export const cleanupQuery = (initial: CleanupView) =>
  queryOptions({
    queryKey: queryKeys.cleanup,
    queryFn: (polling) => readPolled<CleanupView>('/api/cleanup', polling),
    initialData: initial,
    refetchInterval: pace(LIST_POLL_MS),
  });

/** Whether nothing about a run will change by itself any more: it has ended, and its objects are not on their way out. */
export const isSettled = (run: RunDetailView | undefined): boolean =>
  run !== undefined && isOutcome(run.status) && run.objects !== 'removing';
