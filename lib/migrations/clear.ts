import 'server-only';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { hasExited, readPodFacts } from '#lib/storage/pod-facts.ts';
import { Timeout } from '#lib/storage/timeout.ts';
import { STUCK_MS } from './decide.ts';
import { pairKey } from './names.ts';
import { type Parts, STEP_MS } from './parts.ts';
import { readRunOfPod } from './pod.ts';
import { isForgotten } from './set-up-pod.ts';

interface Task {
  readonly key: string;
  readonly task: () => Promise<void>;
}

/**
 * What is to be done about the pods of runs that have ended. A pod that is kept for evidence stays; any other is asked
 * to go; one that is gone is recorded as gone. What Rehome has no record of is left alone.
 */
export async function clearSettled(parts: Parts, unfinished: ReadonlySet<string>): Promise<readonly Task[]> {
  if (parts.memory.contact().state !== 'live') return [];
  const pods = parts.memory.migratorPods();
  const tasks: Task[] = [];
  for (const pod of pods) {
    if (isForgotten(pod, Date.now()))
      tasks.push({ key: `forgotten ${pod.metadata.uid}`, task: () => remove(parts, pod) });
    const owner = readRunOfPod(pod);
    if (!owner || unfinished.has(owner.runId)) continue;
    const record = await parts.history.get(owner.runId);
    if (!record || record.outcome === null) continue;
    if (pod.metadata.deletionTimestamp) {
      if (record.objects !== 'stuck' && isStuck(pod))
        tasks.push({ key: `stuck ${record.id}`, task: () => markStuck(parts, record.id, pod) });
    } else if (record.objects !== 'present') {
      tasks.push({ key: `clear ${pod.metadata.uid}`, task: () => clearPod(parts, pod) });
    }
  }
  const there = new Set(pods.map(({ metadata }) => metadata.uid));
  for (const record of await parts.history.withObjects(['present', 'removing', 'stuck'])) {
    if (record.podUid && there.has(record.podUid)) continue;
    tasks.push({
      key: `gone ${record.id}`,
      task: () => parts.history.setObjects(record.id, 'removed', Date.now(), null),
    });
  }
  return tasks;
}

/** Removes a pod that tried the set-up and that nobody waits for any more: Rehome ended meanwhile, or could not remove it. */
function remove({ pods }: Parts, { metadata: { name, uid } }: KubePod): Promise<void> {
  return pods.delete(name, { uid }, new Timeout(`Removing pod ${name}`, STEP_MS));
}

/** Whether a pod was asked to go long ago and is held. */
const isStuck = ({ metadata }: KubePod): boolean =>
  Date.now() - Date.parse(metadata.deletionTimestamp ?? '') > STUCK_MS;

function markStuck({ history }: Parts, runId: string, { metadata }: KubePod): Promise<void> {
  const finalizers = (metadata.finalizers ?? []).join(', ');
  return history.setObjects(runId, 'stuck', Date.now(), finalizers ? `waits on finalizer ${finalizers}` : null);
}

/**
 * Removes the pod of a run that has ended: an exited one through `getStatus`, which remembers it for its pair; one that
 * should not be there any more at once. Its evidence is with the run already.
 */
export async function clearPod(parts: Parts, pod: KubePod): Promise<void> {
  const owner = readRunOfPod(pod);
  if (!owner) return;
  const timeout = new Timeout(`Removing pod ${pod.metadata.name}`, STEP_MS);
  const objects = { pod, claims: [] };
  if (hasExited(readPodFacts(pod))) {
    const { oldUser, newUser } = owner;
    const status = await parts.pairs.run(pairKey(owner), () =>
      parts.migrators.getStatus(oldUser, newUser, objects, timeout, { clean: true }),
    );
    if (!status?.running) await parts.history.setObjects(owner.runId, 'removed', Date.now(), null);
    return;
  }
  // Recorded first: afterwards the word that it is gone may have come already.
  await parts.history.setObjects(owner.runId, 'removing', Date.now(), null);
  const uid = pod.metadata.uid ? { uid: pod.metadata.uid } : {};
  await parts.pairs.run(pairKey(owner), () => parts.migrators.deletePod(pod.metadata.name, uid, timeout));
}
