import type { CheckReport } from './check-report.ts';
import type { CleanupCounts, MountedClaimView, PartialCopiesView } from './cleanup-views.ts';
import type {
  EventView,
  ExitedPodView,
  ExplanationView,
  LaterRunView,
  LogView,
  PodFactsView,
  TimelineEntryView,
} from './evidence-views.ts';
import type { LineageView, PairFolderView, PairNoteView, PairSurroundingsView, RunResultView } from './pair-views.ts';
import type { CheckView } from './start-views.ts';
import type { EvidenceState, FolderState, ObjectState, PipelineStep, RunKind, RunState, Status } from './states.ts';
import type { FinalResult, NoteKind } from './wire.ts';

/** What the browser gets: plain values, times as ISO 8601 in UTC, sizes in bytes, durations in milliseconds. */

export interface ProgressView {
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly filesDone: number;
  readonly filesTotal: number;
  /** Bytes a second over the last 30 s; null while unknown. */
  readonly rate: number | null;
  /** Seconds left; null unless stable. */
  readonly remaining: number | null;
  readonly path: string | null;
  /** When a number last changed. */
  readonly at: string;
}

/** Why a run waits, is not sure, or was not started: a stable key, and a sentence for people. */
export interface ReasonView {
  readonly key: string;
  readonly sentence: string;
  /** The cluster's own words behind the sentence, if any. */
  readonly raw: string | null;
  readonly since: string;
}

export interface StepView {
  readonly step: PipelineStep;
  readonly label: string;
  readonly state: 'done' | 'now' | 'failed' | 'stopped' | 'unreached';
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** One run as a row of a list. */
export interface RunView {
  readonly id: string;
  readonly number: number;
  readonly oldUser: string;
  readonly newUser: string;
  readonly kind: RunKind;
  readonly status: Status;
  /** The last state before `unknown`, `stopping` or the end. */
  readonly lastState: RunState;
  readonly stalled: boolean;
  readonly reason: ReasonView | null;
  /** `RH-…`, once the run has ended. */
  readonly code: string | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly stopRequestedBy: string | null;
  readonly stopRequestedAt: string | null;
  /** Why the operator started it, in their words. */
  readonly why: string | null;
  readonly ticket?: string | null;
  /** Who saw first that it failed; null for nobody. */
  readonly seenBy?: string | null;
  readonly folder: string;
  readonly folderState: FolderState;
  readonly progress: ProgressView | null;
  /** It goes past the comparison, as it was asked to. */
  readonly comparesNothing?: boolean;
  readonly evidence: EvidenceState;
  readonly objects: ObjectState;
  /** What became of the partial copy it left; null while that lies as it was left, or where there is none. */
  readonly later: LaterRunView | null;
  /** When it is to start, while that lies ahead; it has no place in the queue until then. */
  readonly startsAt?: string | null;
  /** Place in the queue, from 1; null unless queued. */
  readonly queuePosition: number | null;
}

/** Everything the page of one run shows. */
export interface RunDetailView extends RunView {
  /** When somebody saw first that it failed; null for nobody. */
  readonly seenAt: string | null;
  /** When the retention rule removed its log, events and pod facts; null where it did not. */
  readonly evidenceRemovedAt: string | null;
  readonly steps: readonly StepView[];
  readonly log: LogView;
  readonly events: readonly EventView[];
  readonly timeline: readonly TimelineEntryView[];
  readonly pod: PodFactsView | null;
  readonly result: FinalResult | null;
  readonly explanation: ExplanationView | null;
  /** Bytes a second, one sample per 5 s at most, the last 5 minutes. */
  readonly rates: readonly { readonly at: string; readonly rate: number }[];
  readonly settings: readonly { readonly label: string; readonly value: string }[];
  readonly notes: readonly { readonly kind: NoteKind; readonly label: string; readonly count: number }[];
  /** What the operator may do now; a control that is not here is absent. */
  readonly actions: {
    readonly stop: boolean;
    readonly startNow: boolean;
    readonly runAgain: boolean;
    readonly cleanUp: boolean;
    readonly resume: boolean;
    readonly discard: boolean;
    /** It failed, and needs somebody still. */
    readonly markSeen: boolean;
  };
  /** The earlier run whose partial copy this one works on. */
  readonly earlier: { readonly id: string; readonly number: number } | null;
  /** The folder that an unfinished copy lies in. */
  readonly staging: string;
  /** The batch that it is a row of. */
  readonly batchId: string | null;
  /** What the operator wrote for the person whose files these are; plain text. */
  readonly noteToUser: string | null;
  /** What was left out on request, in words; null for nothing. */
  readonly leftOut: string | null;
  /** What a check found; null for every other kind, and until it has said so. */
  readonly report: CheckReport | null;
}

/** What is known of a home from runs; `asOf` says from when. */
export interface HomeFactsView {
  readonly asOf: string;
  readonly uid: number | null;
  readonly gid: number | null;
  readonly bytes: number | null;
  readonly files: number | null;
  readonly bytesFree: number | null;
}

/** One hit of the user picker. */
export interface PersonView {
  readonly username: string;
  readonly displayName: string | null;
  readonly uid: number | null;
  /** Path in the volume, or the claim's name; null with the reason in `homeProblem`. */
  readonly homeOnDisk: string | null;
  readonly homeProblem: string | null;
  /** Where it would be by other known ways to escape the name, none of which is looked for. */
  readonly otherPaths?: readonly string[];
  readonly facts: HomeFactsView | null;
  /** A running server of this person, null for none seen; absent while the cluster is not heard. */
  readonly server?: { readonly pod: string; readonly node: string | null } | null;
  /** The latest run in which this person was on either side; absent where nobody looked. */
  readonly lastRun?: Pick<RunView, 'id' | 'number' | 'oldUser' | 'newUser' | 'status' | 'requestedAt'> | null;
}

/** Earlier and current runs that matter for a pair, for the start form. */
export interface PairContextView extends PairSurroundingsView {
  readonly oldUser: string;
  readonly newUser: string;
  readonly runs: readonly RunView[];
  readonly reverseRuns: readonly RunView[];
  /** Why a start would be refused now, or null. */
  readonly conflict: string | null;
  readonly previewFolder: string;
  /** The latest check of this pair, of whatever age. */
  readonly check: CheckView | null;
}

export interface PairView {
  readonly oldUser: string;
  readonly newUser: string;
  /** In this direction, newest first. */
  readonly runs: readonly RunView[];
  /** The other way, newest first. */
  readonly reverseRuns: readonly RunView[];
  /** Of the runs that have ended, both ways. */
  readonly results: readonly RunResultView[];
  readonly exitedPods: readonly ExitedPodView[];
  readonly folders: readonly PairFolderView[];
  readonly lineage: LineageView;
  /** Newest first. */
  readonly notes: readonly PairNoteView[];
}

/** A pod nobody needs any more, and why it is still there. */
export interface LeftoverView {
  readonly pod: string;
  readonly uid: string;
  readonly namespace: string;
  readonly phase: string;
  readonly createdAt: string;
  readonly deletionRequestedAt: string | null;
  /** What has to let it go before it can be removed. */
  readonly finalizers: readonly string[];
  readonly oldUser: string | null;
  readonly newUser: string | null;
  readonly runId: string | null;
  readonly runNumber: number | null;
  /** Where nobody asked it to go. */
  readonly why: string;
  readonly evidence: EvidenceState;
  /** False where Rehome has no record of it: it is shown and left alone. */
  readonly removable: boolean;
}

export interface CleanupView {
  readonly leftovers: readonly LeftoverView[];
  /** When the cluster's list was last known to be right; null while it is. */
  readonly asOf: string | null;
  /** The claims of the leftovers, those that were looked at. */
  readonly claims: readonly MountedClaimView[];
  readonly partial: PartialCopiesView;
}

/** Whether Rehome hears from the cluster. */
export interface ContactView {
  readonly state: 'connecting' | 'live' | 'retrying';
  readonly lastContactAt: string | null;
  /** What is wrong, in words; null when live. */
  readonly problem: string | null;
}

/** What every page's frame shows. */
export interface ShellView extends CleanupCounts {
  /** What the server was built from. */
  readonly build: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly environment: string;
  readonly production: boolean;
  readonly contact: ContactView;
  readonly actor: { readonly name: string; readonly role: 'viewer' | 'operator' | 'admin' };
  readonly active: number;
  /** The server's clock, to the minute. */
  readonly now: string;
}

/** What a clean-up did, pod by pod. */
export interface CleanUpOutcome {
  readonly removed: readonly string[];
  readonly kept: readonly { readonly pod: string; readonly why: string }[];
}
