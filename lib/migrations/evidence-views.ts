/** What was seen of a run and what it means, as the browser gets it. Times are ISO 8601 in UTC. */

export interface LogLineView {
  readonly seq: number;
  readonly at: string | null;
  readonly level: 'info' | 'warning' | 'error' | 'raw';
  readonly text: string;
}

/** Some lines of a log, in order, with nothing missing between them. */
export interface LogPageView {
  readonly lines: readonly LogLineView[];
}

/** How many lines there are: from number `first` up to and without `next`. */
export interface LineCountView {
  readonly first: number;
  readonly next: number;
}

/** The log on a run's page: its last lines, and which others can be asked for. */
export interface LogView extends LineCountView {
  readonly lines: readonly LogLineView[];
  readonly raw: LineCountView;
  /** Whether earlier lines are not kept. */
  readonly truncated: boolean;
  readonly asOf: string | null;
}

export interface EventView {
  readonly at: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly count: number;
}

export interface TimelineEntryView {
  readonly at: string;
  readonly what: string;
  readonly by: string | null;
  readonly detail: string | null;
}

export interface ContainerFactsView {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'terminated';
  readonly reason: string | null;
  readonly message: string | null;
  readonly exitCode: number | null;
  readonly signal: number | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** What the cluster says of a pod in one respect, in its own words. */
export interface PodConditionView {
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason: string | null;
  readonly message: string | null;
  /** When it last changed; null where the cluster does not say. */
  readonly since: string | null;
}

/** A claim that a pod mounts. */
export interface PodClaimView {
  readonly name: string;
  readonly readOnly: boolean;
  /** As it was listed last; null where that is not known, as of a pod that has gone. */
  readonly phase: string | null;
}

/** What was seen of a run's pod. */
export interface PodFactsView {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly phase: string;
  readonly node: string | null;
  readonly image: string | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly createdAt: string;
  readonly deletionRequestedAt: string | null;
  readonly containers: readonly ContainerFactsView[];
  readonly conditions: readonly PodConditionView[];
  readonly claims: readonly PodClaimView[];
}

/** The cached result of an exited pod: what `getStatus` answers for a pair. */
export interface ExitedPodView {
  readonly runId: string | null;
  readonly runNumber: number | null;
  readonly pod: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly exitCode: number | null;
  /** The exit code with what it means. */
  readonly exit: string | null;
  readonly reason: string | null;
  readonly cachedAt: string;
}

/** The later run that works or worked on the partial copy of one. */
export interface LaterRunView {
  readonly id: string;
  readonly number: number;
  readonly what: 'resuming' | 'superseded' | 'discarding' | 'discarded';
}

/** What an ended run means, for a person: observed facts apart from their meaning. */
export interface ExplanationView {
  readonly headline: string;
  readonly meaning: string;
  /** Facts without adjectives: exit code, reason, last words. */
  readonly observed: readonly { readonly label: string; readonly value: string }[];
  /** What is left, and where. */
  readonly left: readonly string[];
  readonly next: readonly string[];
}
