import type { KubePod } from './kube-objects.ts';

/** Where the owner of a server is named: annotations first, since labels may hold a shortened name. */
export interface UsernameKeys {
  readonly annotations?: readonly string[];
  readonly labels?: readonly string[];
}

/** All that is kept of somebody else's pod: its environment holds tokens. */
export interface ForeignPod {
  readonly name: string;
  readonly uid: string;
  readonly phase: string;
  readonly node: string | null;
  /** Whose it is, as the configured annotation or label says. */
  readonly username: string | null;
  /** The claims it mounts, and which folder of each; `subPath` is null where the whole claim is mounted. */
  readonly claims: readonly { readonly claimName: string; readonly subPath: string | null }[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Reduces a pod to what may be kept of it: of labels and annotations only the keys given. */
export function foreignPod(pod: KubePod, keys: UsernameKeys = {}): ForeignPod {
  const { metadata, spec, status } = pod;
  const annotations = subset(metadata.annotations, keys.annotations);
  const labels = subset(metadata.labels, keys.labels);
  return {
    name: metadata.name,
    uid: metadata.uid ?? '',
    phase: status?.phase ?? 'Pending',
    node: spec.nodeName || null,
    username: [...Object.values(annotations), ...Object.values(labels)][0] ?? null,
    claims: claimsOf(pod),
    labels,
    annotations,
  };
}

function subset(
  all: Readonly<Record<string, string>> | undefined,
  keys: readonly string[] = [],
): Record<string, string> {
  return Object.fromEntries(keys.flatMap((key) => (all?.[key] === undefined ? [] : [[key, all[key]]])));
}

function claimsOf({ spec }: KubePod): ForeignPod['claims'] {
  const mounts = [...(spec.initContainers ?? []), ...spec.containers].flatMap(({ volumeMounts }) => volumeMounts ?? []);
  const found = (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim }) => {
    if (!persistentVolumeClaim) return [];
    const { claimName } = persistentVolumeClaim;
    const paths = new Set(mounts.filter((mount) => mount.name === name).map(({ subPath }) => subPath || null));
    return [...(paths.size > 0 ? paths : [null])].map((subPath) => ({ claimName, subPath }));
  });
  return found;
}
