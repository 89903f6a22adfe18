import type { KubePod, PodStatus } from '../kube-objects.ts';

/** A pod as a test needs it. */
export function testPod(
  name: string,
  over: { labels?: Record<string, string>; uid?: string; status?: PodStatus } = {},
): KubePod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'homes',
      uid: over.uid ?? `uid-${name}`,
      creationTimestamp: '2026-11-01T10:00:00Z',
      ...(over.labels ? { labels: over.labels } : {}),
    },
    spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image: 'rehome:test' }] },
    status: over.status ?? { phase: 'Running' },
  };
}
