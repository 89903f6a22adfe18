import type { FolderState, RunKind } from './states.ts';
import type { RunView } from './views.ts';

/** Ready-made filters of the migrations list. */
export const PRESETS = ['all', 'running', 'attention', 'failed', 'finished'] as const;
export type Preset = (typeof PRESETS)[number];
export const SORTS = ['requested', 'status', 'pair', 'size', 'duration', 'by'] as const;
export type Sort = (typeof SORTS)[number];

/**
 * A place between two rows of a list: after the row that has these values in the columns of the order, or before it. It
 * stays where it is, whatever is recorded meanwhile.
 */
export interface ListPlace {
  readonly order: Sort;
  readonly values: readonly (string | number)[];
  readonly before: boolean;
}

/** What the address of the migrations list says. */
export interface ListQuery {
  readonly preset: Preset;
  /** Part of either username, or empty. */
  readonly user: string;
  /** Words that are all in a run's names, ticket, reason, code or error; or part of a code's headline; or empty. */
  readonly text: string;
  readonly kind: RunKind | null;
  /** `RH-…`, or empty. */
  readonly code: string;
  /** Who asked for it, in full, or empty. */
  readonly by: string;
  readonly folderState: FolderState | null;
  /** Asked for at this moment or later, ISO 8601. */
  readonly since: string | null;
  /** Asked for before this moment, ISO 8601. */
  readonly until: string | null;
  /** Only the last run of each pair. */
  readonly byPair: boolean;
  readonly sort: Sort;
  readonly descending: boolean;
  /** Where the page begins or ends; null for the first page. */
  readonly place: ListPlace | null;
}

export interface RunListView {
  readonly runs: readonly RunView[];
  readonly total: number;
  readonly counts: Readonly<Record<Preset, number>>;
  /** The presets of which more match than were counted. */
  readonly capped: readonly Preset[];
  /** Where the page before and the page after begin; null where there is none. */
  readonly previous: ListPlace | null;
  readonly next: ListPlace | null;
  /** False where too many match to sort them otherwise than by their request. */
  readonly sortable: boolean;
}
