import { percentOfRun, waitedMs } from '#components/migrations/status-look.ts';
import { elapsedMs, formatDuration } from '#lib/format/duration.ts';
import { formatSize, splitProgress } from '#lib/format/size.ts';
import { factsOf } from '#lib/migrations/outcomes.ts';
import type { OverviewView } from '#lib/migrations/overview-views.ts';
import { isOutcome, STATUS } from '#lib/migrations/states.ts';
import { isTroubled } from '#lib/migrations/troubled.ts';
import type { RunView } from '#lib/migrations/views.ts';

/** What needs a person, and what goes by itself: no run is in both. */
export interface Split {
  /** Runs that are stuck or not sure, then failures that nobody has seen. */
  readonly attention: readonly RunView[];
  readonly now: readonly RunView[];
  /** How many need a person, also those without a row. */
  readonly count: number;
}

/** Sorts the runs of the overview; a wait gets loud with time. A run that was asked to stop does as it was told. */
export function splitRuns({ launched, failures }: Pick<OverviewView, 'launched' | 'failures'>, now: string): Split {
  const needsPerson = (run: RunView) => isTroubledRun(run, now);
  const troubled = launched.filter(needsPerson);
  return {
    attention: [...troubled, ...failures.runs],
    now: launched.filter((run) => !needsPerson(run)),
    count: troubled.length + failures.count,
  };
}

function isTroubledRun({ status, stalled, reason, requestedAt }: RunView, now: string): boolean {
  if (isOutcome(status)) return false;
  const waitsSince = reason ? Date.parse(reason.since) : null;
  return isTroubled({ state: status, stalled, waitsSince, requestedAt: Date.parse(requestedAt) }, Date.parse(now));
}

export interface Why {
  /** What is wrong, as a sentence. */
  readonly what: string;
  /** What else is known; may be empty. */
  readonly more: string;
}

/** Why a run needs a person. */
export function whyAttention(run: RunView, now: string): Why {
  if (isOutcome(run.status)) return { what: `${headlineOf(run)}.`, more: failureMore(run) };
  const sentence = run.reason?.sentence ?? '';
  if (run.status === 'unknown') return { what: 'Not sure.', more: sentence || 'Its pod is out of sight.' };
  if (run.stalled) return { what: `No progress${sinceWords(run, now)}.`, more: copiedWords(run) };
  return { what: `Not started for ${formatDuration(waitedMs(run, now))}.`, more: sentence };
}

/** How a run ended, in the words of its code. */
export const headlineOf = ({ code, kind, status }: Pick<RunView, 'code' | 'kind' | 'status'>): string =>
  (code !== null && factsOf(code, kind)?.headline) || STATUS[status].label;

function sinceWords({ progress }: RunView, now: string): string {
  const ms = progress && elapsedMs(progress.at, now);
  return ms === null ? '' : ` for ${formatDuration(ms)}`;
}

function copiedWords(run: RunView): string {
  const { progress } = run;
  if (!progress || progress.bytesTotal === 0) return '';
  const { value, unit } = splitProgress(progress.bytesDone, progress.bytesTotal);
  return `${value} ${unit}, ${percentOfRun(run) ?? 0} %.`;
}

function failureMore({ kind, status, folderState, progress, later, code }: RunView): string {
  if (later) return LATER[later.what](later.number);
  if (kind !== 'copy') return '';
  if (status === 'lost')
    return code === null ? '' : (factsOf(code, kind)?.meaning.split('. ')[0] ?? '').replace(/\.?$/, '.');
  if (folderState === 'none') return 'Nothing was copied.';
  if (folderState !== 'partial') return '';
  if (!progress || progress.bytesTotal === 0) return 'A partial copy is kept.';
  const { value, unit } = splitProgress(progress.bytesDone, progress.bytesTotal);
  return progress.bytesDone >= progress.bytesTotal
    ? `All ${formatSize(progress.bytesTotal)} copied and kept as a partial copy.`
    : `${value} ${unit} copied and kept.`;
}

const LATER: Readonly<Record<NonNullable<RunView['later']>['what'], (number: number) => string>> = {
  resuming: (number) => `Run #${number} goes on in its partial copy now.`,
  superseded: (number) => `Run #${number} went on in its partial copy.`,
  discarding: (number) => `Run #${number} is removing its partial copy.`,
  discarded: (number) => `Run #${number} removed its partial copy.`,
};
