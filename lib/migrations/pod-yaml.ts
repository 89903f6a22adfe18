import { stringify } from 'yaml';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { redactPod } from '#lib/storage/redact-pod.ts';

/** A pod as a person reads it with kubectl, without the values of its environment. */
export const podYaml = (pod: KubePod): string =>
  stringify({ apiVersion: 'v1', kind: 'Pod', ...redactPod(pod) }, { lineWidth: 0, aliasDuplicateObjects: false });
