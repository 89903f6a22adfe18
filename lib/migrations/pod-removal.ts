import { isKubernetesError, isTimeoutError } from '#lib/storage/errors.ts';

/** Said of a pod that is to go while nobody can look for it. */
export const UNHEARD = 'The cluster is not heard, so nobody knows whether its pod is there.';

/** Why the cluster did not remove a pod, in words; what is no fault of the cluster is thrown on. */
export function problemOf(error: unknown): string {
  if (isTimeoutError(error)) return 'It was asked to go, and is still there.';
  if (!isKubernetesError(error)) throw error;
  if (error.status === 403) return `The cluster does not let Rehome remove pods: ${error.detail}`;
  return `The cluster did not remove it: ${error.detail || error.reason}`;
}
