import type { KubePod } from './kube-objects.ts';
import type { MigratorStatus } from './migrator-status.ts';
import { exitOf, readPodFacts } from './pod-facts.ts';

/** A migrator's pod as a status; whatever the cluster leaves out is null. A pod whose state is unknown is `running`. */
export function readMigratorStatus(oldUser: string, newUser: string, pod: KubePod): MigratorStatus {
  const facts = readPodFacts(pod);
  const exit = exitOf(facts);
  return {
    oldUser,
    newUser,
    podUid: facts.uid,
    podName: facts.name,
    startTime: facts.startedAt,
    endTime: exit ? facts.finishedAt : null,
    running: exit === undefined,
    exitCode: exit?.exitCode ?? null,
    reason: exit?.reason ?? null,
  };
}
