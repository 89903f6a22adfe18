import type { KubeClaim, KubePod } from '#lib/storage/kube-objects.ts';
import { readPodFacts } from '#lib/storage/pod-facts.ts';
import type { PodClaimView, PodConditionView, PodFactsView } from './evidence-views.ts';

/** A pod's facts for the page; `listed` are the claims of which something is known now. */
export function podView(pod: KubePod, listed: readonly KubeClaim[]): PodFactsView {
  const { name, namespace, uid, phase, node, image, reason, message, createdAt, deletionRequestedAt, containers } =
    readPodFacts(pod);
  return {
    ...{ name, namespace, uid, phase, node, image, reason, message, deletionRequestedAt },
    createdAt: createdAt ?? '',
    containers: containers.map(({ init: _, ...container }) => container),
    conditions: conditionsOf(pod),
    claims: mountedClaims(pod, listed),
  };
}

const conditionsOf = ({ status }: KubePod): readonly PodConditionView[] =>
  (status?.conditions ?? []).map(({ type, status, reason, message, lastTransitionTime }) => ({
    ...{ type, status, reason: reason || null, message: message || null, since: lastTransitionTime ?? null },
  }));

/** Each claim once, also where it is mounted in two places: it may be written to where any of them may. */
function mountedClaims({ spec }: KubePod, listed: readonly KubeClaim[]): readonly PodClaimView[] {
  const phases = new Map(listed.map(({ metadata, status }) => [metadata.name, status?.phase ?? null]));
  const mounted = (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim: used }) =>
    used ? [{ name: used.claimName, readOnly: (used.readOnly ?? false) || isMountedReadOnly(spec, name) }] : [],
  );
  return [...Map.groupBy(mounted, ({ name }) => name)].map(([name, uses]) => ({
    ...{ name, readOnly: uses.every(({ readOnly }) => readOnly), phase: phases.get(name) ?? null },
  }));
}

function isMountedReadOnly({ containers, initContainers = [] }: KubePod['spec'], volume: string): boolean {
  const mounts = [...initContainers, ...containers].flatMap(({ volumeMounts = [] }) =>
    volumeMounts.filter(({ name }) => name === volume),
  );
  return mounts.length > 0 && mounts.every(({ readOnly }) => readOnly === true);
}
