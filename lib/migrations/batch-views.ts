import type { StartOptions } from './start-views.ts';
import type { RunView } from './views.ts';

/** Where a batch is. A paused one starts no further row; one that is stopping asks its runs to stop. */
export const BATCH_STATES = ['running', 'paused', 'stopping', 'ended'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** Where a row is by itself: to be started, started as a run, refused, or left when the batch was stopped. */
export type BatchRowState = 'waiting' | 'started' | 'refused' | 'left';

/**
 * How the rows of a batch stand, in the order in which they are counted and stacked. What is `left` was never started, for the
 * batch was stopped before.
 */
export const ROW_PARTS = [
  'done',
  'notes',
  'failed',
  'lost',
  'refused',
  'stopped',
  'left',
  'running',
  'waiting',
] as const;
export type RowPart = (typeof ROW_PARTS)[number];
export type RowCounts = Readonly<Record<RowPart, number>>;

/** What the rows of a batch can be narrowed to. */
export const ROW_FILTERS = {
  all: ROW_PARTS,
  waiting: ['waiting'],
  running: ['running'],
  done: ['done', 'notes'],
  failed: ['failed', 'lost', 'refused'],
  stopped: ['stopped', 'left'],
} as const satisfies Readonly<Record<string, readonly RowPart[]>>;
export type RowFilter = keyof typeof ROW_FILTERS;
export const ROW_FILTER_NAMES = Object.keys(ROW_FILTERS) as readonly RowFilter[];

/** The filter that an address names; all rows for any other word. */
export const readRowFilter = (value: string | undefined): RowFilter =>
  ROW_FILTER_NAMES.find((name) => name === value) ?? 'all';

/** How many rows a filter lets through. */
export const countIn = (counts: RowCounts, filter: RowFilter): number =>
  ROW_FILTERS[filter].reduce((sum, part) => sum + counts[part], 0);

/** Rows that may be asked for once more, and what becomes of those that were never started. */
export type RetryWhat = 'failed' | 'stopped';

/** Times are ISO 8601 in UTC. */
export interface BatchSummaryView {
  readonly id: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly state: BatchState;
  /** Who paused, resumed or stopped it last; null for nobody, or for Rehome itself. */
  readonly stateBy: string | null;
  readonly stateAt: string;
  /** Why it is paused: somebody asked, or as many rows failed as were allowed. */
  readonly pauseReason: 'asked' | 'failures' | null;
  readonly endedAt: string | null;
  readonly counts: RowCounts;
  readonly total: number;
}

/** A page of the batches, newest first. */
export interface BatchListView {
  readonly batches: readonly BatchSummaryView[];
  /** The batch after which older ones follow; null where there are none. */
  readonly olderThan: string | null;
}

/** One row of a batch: its run once it has one, or why there is none. */
export interface BatchRowView {
  readonly position: number;
  readonly line: number;
  readonly oldUser: string;
  readonly newUser: string;
  readonly state: BatchRowState;
  /** From 1; more where it was asked for again. */
  readonly attempt: number;
  readonly run: RunView | null;
  /** What it leaves out and how it is compared, where that is not as the batch says. */
  readonly excludes: readonly string[] | null;
  readonly verify: StartOptions['verify'] | null;
  /** Why it was refused, or what it waits for. */
  readonly words: string | null;
}

/** Everything the page of a batch shows: a page of its rows. */
export interface BatchView extends BatchSummaryView {
  readonly options: Omit<StartOptions, 'bandwidth'> & { readonly bandwidth: number | null };
  /** How many rows leave out or compare otherwise than that. */
  readonly ownOptions: number;
  readonly concurrency: number;
  readonly stopAfter: number | null;
  readonly filter: RowFilter;
  readonly page: number;
  readonly pageSize: number;
  readonly rows: readonly BatchRowView[];
  /** What the operator may do now; a control that is not here is absent. */
  readonly actions: {
    readonly pause: boolean;
    readonly resume: boolean;
    readonly stop: boolean;
    readonly retryFailed: boolean;
    readonly retryStopped: boolean;
  };
}
