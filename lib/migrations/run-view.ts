import type { ProgressRecord, RunRecord } from '#lib/history/run-record.ts';
import type { LaterRunView } from './evidence-views.ts';
import type { LiveRun } from './live-run.ts';
import { recordedPlan } from './run-plan.ts';
import type { ProgressView, RunView } from './views.ts';

/** A time of the record as the browser gets it. */
export const isoOf = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : isoOf(at));

export interface Beside {
  readonly live: LiveRun | undefined;
  readonly later: LaterRunView | null;
  readonly queuePosition: number | null;
}

/** Whether a run waits for a time that lies ahead of `now`, in milliseconds since the epoch. */
export const startsLater = (run: RunRecord, now: number): boolean =>
  run.outcome === null && run.launchedAt === null && run.stopRequestedAt === null && (run.notBefore ?? 0) > now;

/** A record and what is known beside it as a row of a list. Progress from memory is newer than the record's. */
export function runView(run: RunRecord, { live, later, queuePosition }: Beside): RunView {
  return {
    id: run.id,
    number: run.number,
    oldUser: run.oldUser,
    newUser: run.newUser,
    kind: run.kind,
    status: run.outcome ?? run.state,
    lastState: run.lastState,
    stalled: run.stalled && run.outcome === null,
    reason: run.reason && run.outcome === null ? { ...run.reason, since: isoOf(run.reason.since) } : null,
    code: run.code,
    requestedBy: run.requestedBy,
    requestedAt: isoOf(run.requestedAt),
    startedAt: isoOrNull(run.startedAt),
    endedAt: isoOrNull(run.endedAt),
    stopRequestedBy: run.stopRequestedBy,
    stopRequestedAt: isoOrNull(run.stopRequestedAt),
    why: run.why,
    ticket: run.ticket,
    seenBy: run.acknowledged?.by ?? null,
    folder: run.folder,
    folderState: run.folderState,
    progress: progressView(run, live),
    ...(comparesNothing(run) && { comparesNothing: true }),
    evidence: run.evidence,
    objects: run.objects,
    later,
    ...(startsLater(run, Date.now()) && { startsAt: isoOrNull(run.notBefore) }),
    queuePosition,
  };
}

const comparesNothing = ({ kind, result, settings }: RunRecord): boolean =>
  kind === 'copy' && (result?.verify ?? recordedPlan(settings)?.verify) === 'none';

function progressView(run: RunRecord, live: LiveRun | undefined): ProgressView | null {
  if (run.outcome === null && live?.progress) return live.progress;
  if (run.result && run.result.totalFiles > 0) return finalProgress(run.result, run.endedAt ?? run.updatedAt);
  return run.progress && recorded(run.progress);
}

const recorded = (progress: ProgressRecord): ProgressView => ({ ...progress, at: isoOf(progress.at) });

const finalProgress = (result: NonNullable<RunRecord['result']>, at: number): ProgressView => ({
  bytesDone: result.bytes,
  bytesTotal: result.totalBytes,
  filesDone: result.files,
  filesTotal: result.totalFiles,
  rate: null,
  remaining: null,
  path: null,
  at: isoOf(at),
});
