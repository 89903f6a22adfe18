import type { LaterRunView } from './evidence-views.ts';
import type { FolderState, Status } from './states.ts';

/** What the page of a pair gets: plain values, times as ISO 8601 in UTC, sizes in bytes, durations in milliseconds. */

/** Somebody in a chain of moves, with what runs have told of their home. */
export interface LineagePersonView {
  readonly username: string;
  readonly displayName: string | null;
  readonly uid: number | null;
  readonly bytes: number | null;
  /** When that was seen; null where nothing was. */
  readonly asOf: string | null;
}

/** All copies of a pair in one direction, told by one of them: the one under way, the last complete one, or the last. */
export interface LineageMoveView {
  readonly oldUser: string;
  readonly newUser: string;
  readonly copies: number;
  readonly status: Status;
  readonly at: string;
  /** What was copied; null where that is not known. */
  readonly bytes: number | null;
  /** Whether a finished copy lies in the new home. */
  readonly isComplete: boolean;
}

/** Where files came from and went on to; nobody comes twice in `people`. */
export interface LineageView {
  readonly people: readonly LineagePersonView[];
  readonly moves: readonly LineageMoveView[];
  /** There is more than this. */
  readonly isCut: boolean;
}

/** A pair that shares an account with the one in question, told by one of its copies. */
export interface OtherPairView {
  readonly oldUser: string;
  readonly newUser: string;
  /** The copy under way, the last complete one, or the last. */
  readonly runId: string;
  readonly runNumber: number;
  readonly status: Status;
  readonly at: string;
}

/** What a start of a pair meets, as far as Rehome knows without looking at the homes. */
export interface PairSurroundingsView {
  /** The newest run of the pair that left a partial copy to go on in, or may have; null for none. */
  readonly partial: { readonly runId: string; readonly mayResume: boolean } | null;
  /** The unfinished run, of whatever pair, because of which a start would be refused now. */
  readonly inTheWay: { readonly id: string; readonly number: number } | null;
  /** Of which earlier run a pod was kept, which the next one removes, in words; null for none. */
  readonly keptPod: string | null;
  /** Other pairs that either account is in: unfinished ones first, then what was copied, then the rest. */
  readonly others: readonly OtherPairView[];
  /** There are more than these. */
  readonly hasMoreOthers: boolean;
}

export interface PairNoteView {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

export const MAX_NOTE = 2000;

/** What a run left behind: how its program ended, its receipt, its evidence, and where everything is now. */
export interface RunResultView {
  readonly runId: string;
  /** `8, out of space or quota`; null where no exit was seen. */
  readonly exit: string | null;
  readonly message: string | null;
  readonly receipt: readonly { readonly label: string; readonly value: string }[];
  readonly evidence: string;
  readonly left: readonly string[];
}

/** A folder that a run made in a home, as it was last seen. */
export interface PairFolderView {
  readonly name: string;
  /** Whose home it is in. */
  readonly home: string;
  readonly state: FolderState;
  readonly bytes: number | null;
  readonly files: number | null;
  readonly runId: string;
  readonly runNumber: number;
  readonly at: string;
  readonly later: LaterRunView | null;
  /** Whether it can be gone on in, and discarded. */
  readonly open: boolean;
}

/** One fact of a run; the page says times and amounts its own way. */
export type CompareValue =
  | { readonly text: string }
  | { readonly at: string }
  | { readonly bytes: number }
  | { readonly ms: number }
  | null;

export interface CompareRowView {
  readonly label: string;
  readonly first: CompareValue;
  readonly second: CompareValue;
  /** Times always differ, and are never said to. */
  readonly differs: boolean;
}

export interface ComparedRunView {
  readonly id: string;
  readonly number: number;
  readonly oldUser: string;
  readonly newUser: string;
}

/** Two runs of a pair, side by side. */
export interface CompareView {
  readonly first: ComparedRunView;
  readonly second: ComparedRunView;
  readonly groups: readonly { readonly title: string; readonly rows: readonly CompareRowView[] }[];
}
