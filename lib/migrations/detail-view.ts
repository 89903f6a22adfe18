import type { RunRecord } from '#lib/history/run-record.ts';
import type { KubeClaim, KubeEvent, KubePod } from '#lib/storage/kube-objects.ts';
import type { CheckReport } from './check-report.ts';
import type { EventView, ExplanationView, LineCountView } from './evidence-views.ts';
import { explain } from './explain.ts';
import type { LiveRun } from './live-run.ts';
import { stagingOf } from './partial-copy.ts';
import { podView } from './pod-view.ts';
import { leftOutWords, type RunPlan, recordedPlan, shownSettings } from './run-plan.ts';
import { isoOf } from './run-view.ts';
import { stepsOf } from './steps.ts';
import { timelineWords } from './timeline-words.ts';
import type { RunDetailView, RunView } from './views.ts';
import { whyFacts } from './why-facts.ts';
import { NOTE_KINDS } from './wire.ts';

/** Lines of the log that a page begins with; it asks for the others. */
const LINES_SHOWN = 500;

/** Everything known of a run besides its row. `log` is the live one, or the one read back from evidence. */
export interface Known {
  readonly run: RunRecord;
  readonly view: RunView;
  readonly timeline: readonly {
    readonly at: number;
    readonly what: string;
    readonly by: string | null;
    readonly detail: string | null;
  }[];
  readonly log: LiveRun | undefined;
  readonly logTruncated: boolean;
  readonly events: readonly KubeEvent[];
  readonly pod: KubePod | undefined;
  /** The claims of the namespace as they were listed last, while they matter to the pod. */
  readonly claims: readonly KubeClaim[];
  readonly report: CheckReport | undefined;
  readonly earlier: RunDetailView['earlier'];
  /** Whether the partial copy it left can be gone on in, and discarded. */
  readonly open: boolean;
  /** Whether it is a failure that needs somebody still. */
  readonly unseen: boolean;
  readonly may: { readonly run: boolean; readonly clean: boolean };
}

/** The page of one run. */
export function detailView(known: Known): RunDetailView {
  const { run, view, timeline, log, logTruncated, events, pod, report, earlier, open, unseen, may } = known;
  const result = run.result ?? log?.result ?? null;
  const ended = run.outcome !== null;
  const plan = recordedPlan(run.settings);
  return {
    ...view,
    seenAt: run.acknowledged ? isoOf(run.acknowledged.at) : null,
    evidenceRemovedAt: run.evidenceRemovedAt === null ? null : isoOf(run.evidenceRemovedAt),
    steps: stepsOf(run.kind, timeline, view.status, run.endedAt),
    log: {
      lines: log?.lines.last(LINES_SHOWN) ?? [],
      ...countOf(log?.lines),
      raw: countOf(log?.raw),
      truncated: logTruncated || (log?.lines.first ?? 0) > 0,
      asOf: run.endedAt === null ? null : isoOf(run.endedAt),
    },
    events: eventViews(events),
    timeline: timeline.map(({ at, what, by, detail }) => ({ at: isoOf(at), what: timelineWords(what), by, detail })),
    pod: pod ? podView(pod, known.claims) : null,
    result,
    explanation: ended ? explanationOf(known, plan) : null,
    rates: log?.rates ?? [],
    settings: [...whyFacts(run), ...shownSettings(run.settings)],
    notes: (result?.notes ?? []).map(({ kind, count }) => ({ kind, label: NOTE_KINDS[kind], count })),
    actions: {
      startNow: may.run && view.startsAt !== undefined && view.startsAt !== null,
      stop: may.run && !ended && run.stopRequestedAt === null,
      runAgain: may.run && ended,
      cleanUp: may.clean && ended && run.objects === 'present',
      resume: may.run && open,
      discard: may.clean && open,
      markSeen: may.run && unseen,
    },
    earlier,
    staging: stagingOf(run),
    batchId: run.batchId,
    noteToUser: plan?.note ?? null,
    leftOut: leftOutWords(plan),
    report: report ?? null,
  };
}

const countOf = ({ first, next }: LineCountView = { first: 0, next: 0 }): LineCountView => ({ first, next });

const explanationOf = ({ run, view, open }: Known, plan: RunPlan | undefined): ExplanationView =>
  explain({
    ...{ ...run, code: run.code ?? '', staging: stagingOf(run), later: view.later, resumable: open },
    ...{ verify: run.result?.verify ?? plan?.verify, leftOut: leftOutWords(plan) },
  });

/** Events of a pod, newest last. */
export function eventViews(events: readonly KubeEvent[]): readonly EventView[] {
  return events
    .map((event) => ({
      at: event.lastTimestamp ?? event.eventTime ?? event.firstTimestamp ?? event.metadata.creationTimestamp ?? '',
      type: event.type === 'Warning' ? ('Warning' as const) : ('Normal' as const),
      reason: event.reason ?? '',
      message: event.message ?? '',
      count: event.count ?? 1,
    }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
