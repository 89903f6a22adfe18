import type { RunRecord } from '#lib/history/run-record.ts';
import type { KubeEvent, KubePod } from '#lib/storage/kube-objects.ts';
import { pendingReason } from '#lib/storage/pending-reason.ts';
import { exitOf, hasExited, hasRun, type PodFacts, readPodFacts } from '#lib/storage/pod-facts.ts';
import type { Observation } from './decide.ts';
import type { ExitFacts } from './ending.ts';
import type { LiveRun } from './live-run.ts';
import { CONTAINERS, LABELS } from './names.ts';
import { type FinalResult, parseFinalResult } from './wire.ts';

/** What the memory of the cluster holds that bears on one run. */
export interface Sight {
  readonly silentSince: number | undefined;
  /** The pod of the run's name, whoever it belongs to. */
  readonly named: KubePod | undefined;
  /** The last object seen of the run's own pod, also after it was deleted. */
  readonly last: KubePod | undefined;
  readonly events: readonly KubeEvent[];
  readonly live: LiveRun | undefined;
  readonly slot: Observation['slot'];
  readonly blocker: Observation['blocker'];
}

/** A run as far as its pod is known by it. */
type Owner = Pick<RunRecord, 'id' | 'podUid'>;

/** Whether a pod is the one of this run: by its label, never by its name alone; and no other than the one seen first. */
export const belongsTo = ({ metadata }: KubePod, { id, podUid }: Owner): boolean =>
  metadata.labels?.[LABELS.run] === id && (podUid === null || metadata.uid === podUid);

/** The run's pod as it is, or as it was when it was deleted with its result on it. */
export function ownPod(run: Owner, sight: Pick<Sight, 'named' | 'last'>): KubePod | undefined {
  if (sight.named && belongsTo(sight.named, run)) return sight.named;
  return sight.last && hasExited(readPodFacts(sight.last)) ? sight.last : undefined;
}

/** Everything `decide` wants to know about one run. */
export function observe(run: Owner, sight: Sight, now: number): Observation {
  const pod = ownPod(run, sight);
  const facts = pod && readPodFacts(pod);
  return {
    silentSince: sight.silentSince,
    pod: facts,
    podExited: facts !== undefined && hasExited(facts),
    podStarted: facts !== undefined && migratorStarted(facts),
    pendingReason: pod && pendingReason(pod, sight.events, now),
    blocker: pod ? undefined : sight.blocker,
    slot: sight.slot,
    phase: sight.live?.phase,
    result: sight.live?.result,
    lastChangeAt: sight.live?.lastChangeAt,
    goneUnstarted: !pod && sight.last !== undefined && !migratorStarted(readPodFacts(sight.last)),
  };
}

/** Whether the copying container runs or has run; an init container does not count. */
export const migratorStarted = (facts: PodFacts): boolean =>
  facts.containers.some((container) => container.name === CONTAINERS.migrate && hasRun(container));

/** How the pod ended, read from the container by name: the migrator's, else the init container that failed. */
export function exitFacts(facts: PodFacts): ExitFacts {
  const exit = exitOf(facts);
  return {
    exitCode: exit?.exitCode ?? null,
    reason: exit?.reason ?? facts.reason,
    message: facts.message,
    everRan: migratorStarted(facts),
  };
}

/** The migrator's own word: from the termination message, else from the log, whose last line repeats it. */
export function resultOf(facts: PodFacts, live: LiveRun | undefined): FinalResult | undefined {
  const exit = exitOf(facts);
  const said = exit?.message ? parseFinalResult(exit.message) : undefined;
  return said ?? live?.result;
}
