/** Everything a run can be, in one table: states while it is unfinished, outcomes once it has ended. */
export const STATES = [
  'queued',
  'pending',
  'scanning',
  'copying',
  'owning',
  'verifying',
  'finishing',
  'stopping',
  'unknown',
] as const;
export type RunState = (typeof STATES)[number];

export const OUTCOMES = [
  'succeeded',
  'succeeded_with_notes',
  'failed',
  'cancelled',
  'timed_out',
  'rejected',
  'lost',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A run's one word: its outcome once it has ended, its state before. */
export type Status = RunState | Outcome;

export const KINDS = ['copy', 'check', 'discard'] as const;
export type RunKind = (typeof KINDS)[number];

/** The steps a migrator reports, in order; each is also a state of the run. */
export const PHASES = ['scanning', 'copying', 'owning', 'verifying', 'finishing'] as const;
export type Phase = (typeof PHASES)[number];

export const FOLDER_STATES = ['none', 'partial', 'complete', 'unknown'] as const;
export type FolderState = (typeof FOLDER_STATES)[number];

/** What is kept of a run's log, events and pod facts; `removed` by the retention rule, which no record says of itself. */
export const EVIDENCE_STATES = ['none', 'partial', 'captured', 'removed'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** Objects of a run in the cluster: not made yet, there, asked to go, gone, or asked to go and held. */
export const OBJECT_STATES = ['none', 'present', 'removing', 'removed', 'stuck'] as const;
export type ObjectState = (typeof OBJECT_STATES)[number];

const ENDED: ReadonlySet<string> = new Set(OUTCOMES);

/** Whether a run has ended and its record will not change any more. */
export const isOutcome = (status: Status): status is Outcome => ENDED.has(status);

/** Whether a run did what it was asked for, with notes or without. */
export const isSuccess = (status: Status): boolean => status === 'succeeded' || status === 'succeeded_with_notes';

/** How loud a status is, and which shape and tone it has on screen. */
export type Family = 'waiting' | 'working' | 'attention' | 'failed' | 'done' | 'notes' | 'stopped' | 'lost';

interface StatusFacts {
  readonly label: string;
  readonly family: Family;
  /** Place in a list sorted by status: what needs a person comes first. */
  readonly rank: number;
}

export const STATUS: Readonly<Record<Status, StatusFacts>> = {
  failed: { label: 'Failed', family: 'failed', rank: 0 },
  timed_out: { label: 'Hit the time limit', family: 'failed', rank: 1 },
  lost: { label: 'Result unknown', family: 'lost', rank: 2 },
  unknown: { label: 'Not sure', family: 'attention', rank: 3 },
  stopping: { label: 'Stopping', family: 'attention', rank: 4 },
  scanning: { label: 'Scanning', family: 'working', rank: 5 },
  copying: { label: 'Copying', family: 'working', rank: 5 },
  owning: { label: 'Setting owner', family: 'working', rank: 5 },
  verifying: { label: 'Verifying', family: 'working', rank: 5 },
  finishing: { label: 'Finishing', family: 'working', rank: 5 },
  pending: { label: 'Waiting', family: 'waiting', rank: 6 },
  queued: { label: 'Queued', family: 'waiting', rank: 7 },
  rejected: { label: 'Not started', family: 'stopped', rank: 8 },
  cancelled: { label: 'Stopped', family: 'stopped', rank: 9 },
  succeeded_with_notes: { label: 'Done, with notes', family: 'notes', rank: 10 },
  succeeded: { label: 'Done', family: 'done', rank: 11 },
};

/** The steps on the live page, from the click to the end. */
export const PIPELINE = ['queued', 'pending', ...PHASES] as const;
export type PipelineStep = (typeof PIPELINE)[number];
export const PIPELINE_LABELS: Readonly<Record<PipelineStep, string>> = {
  queued: 'Queued',
  pending: 'Starting',
  scanning: 'Scanning',
  copying: 'Copying',
  owning: 'Setting owner',
  verifying: 'Verifying',
  finishing: 'Finishing',
};
