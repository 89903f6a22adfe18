import type { RunRecord } from '#lib/history/run-record.ts';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { readPodFacts } from '#lib/storage/pod-facts.ts';
import { readRunOfPod } from './pod.ts';
import { isSetUpPod } from './set-up-pod.ts';
import type { LeftoverView } from './views.ts';

/** How long the pod of an ended run may take to go before it is shown as left behind. */
const GOING_MS = 15_000;

/** Pods of ended runs, and pods that look like ours but have no record; pods of unfinished runs are no leftovers. */
export async function leftoversOf(
  pods: readonly KubePod[],
  recordOf: (runId: string) => Promise<RunRecord | undefined>,
): Promise<readonly LeftoverView[]> {
  const ofRuns = pods.filter((pod) => !isSetUpPod(pod));
  const found = await Promise.all(ofRuns.map((pod) => leftoverOf(pod, recordOf)));
  return found.filter((leftover) => leftover !== undefined).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

async function leftoverOf(
  pod: KubePod,
  recordOf: (runId: string) => Promise<RunRecord | undefined>,
): Promise<LeftoverView | undefined> {
  const owner = readRunOfPod(pod);
  const record = owner && (await recordOf(owner.runId));
  if (record && (record.outcome === null || isOnItsWay(record))) return undefined;
  const { name, uid, namespace, phase, createdAt } = readPodFacts(pod);
  return {
    ...{ pod: name, uid, namespace, phase },
    deletionRequestedAt: askedToGoAt(pod),
    finalizers: pod.metadata.finalizers ?? [],
    createdAt: createdAt ?? '',
    oldUser: owner?.oldUser ?? null,
    newUser: owner?.newUser ?? null,
    runId: record?.id ?? null,
    runNumber: record?.number ?? null,
    why: whyStillThere(record),
    evidence: record?.evidence ?? 'none',
    removable: record !== undefined,
  };
}

/** A pod that goes by itself in a moment is nobody's business. */
const isOnItsWay = ({ objects, endedAt }: RunRecord): boolean =>
  objects !== 'present' && Date.now() - (endedAt ?? 0) < GOING_MS;

/** The cluster notes when a pod has to be gone by: its grace after it was asked. */
function askedToGoAt({ metadata }: KubePod): string | null {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata;
  if (!deletionTimestamp) return null;
  return new Date(Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000).toISOString();
}

function whyStillThere(record: RunRecord | undefined): string {
  if (!record) return 'Rehome has no record of its run, so it is shown and left alone.';
  return record.objects === 'present' ? 'Kept after a failure, so that it can be looked at.' : 'About to be removed.';
}
