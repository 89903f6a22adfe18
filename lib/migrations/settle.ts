import 'server-only';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { exitOf, readPodFacts } from '#lib/storage/pod-facts.ts';
import type { CheckReport } from './check-report.ts';
import { endTime } from './end-time.ts';
import { type Ending, endingOf, type Intent } from './ending.ts';
import { collectEvidence, type Evidence, eventItems, podItem, reportItems } from './evidence.ts';
import { homeFactsOf, homeFoldersOf } from './home-facts.ts';
import { readLog } from './live-run.ts';
import { exitFacts, resultOf } from './observe.ts';
import type { Parts } from './parts.ts';
import { planOf } from './run-plan.ts';
import { type ObjectState, PHASES, type Phase } from './states.ts';
import type { FinalResult } from './wire.ts';

/** Ends a run whose pod has ended: saves log, events and pod facts with the outcome, in one transaction. */
export async function harvest(parts: Parts, run: RunRecord, pod: KubePod, intent: Intent): Promise<void> {
  const facts = readPodFacts(pod);
  const live = parts.followers.live(run.id);
  const evidence = await collectEvidence(parts, run, pod);
  const text = evidence.items.find(({ kind }) => kind === 'log')?.text ?? '';
  const read = await readLog(text);
  const result = resultOf(facts, live) ?? read.result;
  const said = exitFacts(facts);
  // A node that lost track of a container no longer says that it ran; the record does.
  const exit = { ...said, everRan: said.everRan || run.startedAt !== null };
  const exited = exitOf(facts);
  const ending = endingOf(exit, result, intent, run.kind);
  const keepPods = planOf(run.settings, parts.config).keepPods ?? parts.config.policy.keepPods;
  const kept = ending.outcome === 'failed' && keepPods === 'failed';
  await settle(parts, run, ending, {
    result,
    report: live?.report ?? read.report,
    evidence,
    objects: pod.metadata.deletionTimestamp ? 'removing' : kept ? 'present' : 'removing',
    exitCode: exited?.exitCode ?? null,
    exitSignal: exited?.signal ?? null,
    exitReason: exited?.reason ?? facts.reason,
    startedAt: facts.startedAt,
    finishedAt: facts.finishedAt,
    phases: new Map([...read.phaseStartedAt, ...(live?.phaseStartedAt ?? [])]),
    podUid: facts.uid,
    podName: facts.name,
  });
}

/** Ends a run that has no pod any more, with what the log said while it was followed and the pod as it was last seen. */
export async function settleGone(parts: Parts, run: RunRecord, ending: Ending): Promise<void> {
  const live = parts.followers.live(run.id);
  const log =
    live && live.raw.length > 0
      ? [{ kind: 'log' as const, text: live.raw.slice(0).join('\n'), truncated: !live.isWhole }]
      : [];
  const events = run.podUid ? eventItems(parts.memory.eventsOf(run.podUid)) : [];
  const pod = run.podUid ? parts.memory.lastSeen(run.podUid) : undefined;
  const items = [...log, ...events, ...(pod ? [podItem(pod)] : [])];
  // A pod that never ran had no log to be lost.
  const isAll = pod !== undefined && ending.folderState === 'none';
  await settle(parts, run, ending, {
    result: live?.result,
    report: live?.report,
    evidence: { state: isAll ? 'captured' : items.length > 0 ? 'partial' : 'none', items },
    objects: run.podUid ? 'removed' : 'none',
  });
}

/** Ends a run that never had a pod. */
export async function settleWithoutPod(parts: Parts, run: RunRecord, ending: Ending): Promise<void> {
  await settle(parts, run, ending, { result: undefined, evidence: { state: 'none', items: [] }, objects: 'none' });
}

interface Last {
  readonly result: FinalResult | undefined;
  /** What a check found. */
  readonly report?: CheckReport | undefined;
  readonly evidence: Evidence;
  readonly objects: ObjectState;
  readonly exitCode?: number | null;
  readonly exitSignal?: number | null;
  readonly exitReason?: string | null;
  readonly startedAt?: string | null;
  /** When the pod ended, as the cluster says. */
  readonly finishedAt?: string | null;
  /** When the log says that each phase began; some may have passed unseen. */
  readonly phases?: ReadonlyMap<Phase, number>;
  readonly podUid?: string;
  readonly podName?: string;
}

async function settle(parts: Parts, run: RunRecord, ending: Ending, last: Last): Promise<void> {
  const now = Date.now();
  const { result } = last;
  const startedAt = run.startedAt ?? (last.startedAt ? Date.parse(last.startedAt) : null);
  const endedAt = endTime(last.finishedAt ?? null, startedAt, now);
  const unseen = await unseenPhases(parts, run, last.phases ?? new Map());
  const lastState = PHASES.findLast((phase) => last.phases?.has(phase));
  const ended = await parts.history.settle(
    run.id,
    {
      outcome: ending.outcome,
      code: ending.code,
      ...(lastState && { lastState }),
      endedAt,
      startedAt,
      message: ending.message || null,
      result: result ?? null,
      folder: result?.folder ?? run.folder,
      folderState: ending.folderState,
      staging: result?.staging ?? null,
      exitCode: last.exitCode ?? null,
      exitSignal: last.exitSignal ?? null,
      exitReason: last.exitReason ?? null,
      evidence: last.evidence.state,
      objects: last.objects,
    },
    {
      evidence: [...last.evidence.items, ...reportItems(last.report)],
      timeline: [
        ...unseen,
        ...(last.evidence.state === 'none' ? [] : [{ at: now, what: 'evidence saved' }]),
        { at: endedAt, what: `state:${ending.outcome}`, detail: ending.code },
      ],
      homeFacts: homeFactsOf(run, result, last.report, endedAt),
      homeFolders: homeFoldersOf(run, last.report, endedAt),
      ...(last.podUid && last.podName && { exitedPod: exitedPod(run, last, endedAt) }),
    },
  );
  parts.followers.forget(run.id);
  if (ended) parts.log.info('a run ended', { run: run.id, outcome: ending.outcome, code: ending.code });
}

/** Phases too short to be seen at work still belong into the story of the run. */
async function unseenPhases({ history }: Parts, run: RunRecord, phases: ReadonlyMap<Phase, number>) {
  if (phases.size === 0) return [];
  const told = await history.timeline(run.id);
  const seen = new Set(told.map(({ what }) => what));
  const lastSeen = PHASES.findLastIndex((phase) => seen.has(`state:${phase}`));
  const last = Math.max(0, ...told.map(({ at }) => at));
  // What came after the last look is told after it, whatever the clocks say.
  return [...phases]
    .filter(([phase]) => !seen.has(`state:${phase}`))
    .map(([phase, at]) => ({
      at: Math.min(Date.now(), PHASES.indexOf(phase) > lastSeen ? Math.max(at, last) : at),
      what: `state:${phase}`,
    }));
}

const exitedPod = (run: RunRecord, last: Last, endedAt: number) => ({
  oldUser: run.oldUser,
  newUser: run.newUser,
  podUid: last.podUid ?? '',
  podName: last.podName ?? '',
  startTime: last.startedAt ?? null,
  endTime: last.finishedAt ?? new Date(endedAt).toISOString(),
  running: false,
  exitCode: last.exitCode ?? null,
  reason: last.exitReason ?? null,
});
