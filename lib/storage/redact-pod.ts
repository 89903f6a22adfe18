import type { KubePod } from './kube-objects.ts';

type Json = Readonly<Record<string, unknown>>;

/** Annotations that repeat the whole pod, environment included. */
const COPIES_OF_THE_POD = new Set(['kubectl.kubernetes.io/last-applied-configuration']);
const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/**
 * A pod as evidence: without the values of its environment, managed fields and what repeats them. The names of
 * variables stay. The pod given is not changed.
 */
export function redactPod(pod: KubePod): KubePod {
  const { managedFields: _, annotations, ...metadata }: Json & KubePod['metadata'] = { ...pod.metadata };
  const spec: Record<string, unknown> = { ...pod.spec };
  for (const list of CONTAINER_LISTS) {
    const containers = spec[list];
    if (Array.isArray(containers)) spec[list] = containers.map(withoutEnvironment);
  }
  const kept = Object.entries(annotations ?? {}).filter(([key]) => !COPIES_OF_THE_POD.has(key));
  return {
    ...pod,
    metadata: { ...metadata, ...(annotations ? { annotations: Object.fromEntries(kept) } : {}) },
    spec: { ...pod.spec, ...spec },
  };
}

function withoutEnvironment({ env, ...container }: Json): Json {
  if (!Array.isArray(env)) return container;
  return { ...container, env: env.map(({ name }: { name: unknown }) => ({ name })) };
}
