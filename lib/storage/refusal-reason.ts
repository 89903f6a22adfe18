import type { KubernetesError } from './errors.ts';
import type { PendingReason } from './pending-reason.ts';

/**
 * Why the cluster refused to make an object, where waiting may help or an admin can act: its quota is used up, or a
 * policy forbids the pod. Undefined for other errors.
 */
export function refusalReason(error: KubernetesError): PendingReason | undefined {
  if (error.status !== 403) return undefined;
  const raw = error.detail || null;
  if (/exceeded quota|must specify (limits|requests)/i.test(error.detail)) {
    return { key: 'resource_quota', sentence: "Waiting for room. The namespace's quota is used up.", raw };
  }
  if (/violates PodSecurity/i.test(error.detail)) {
    return {
      key: 'admission_denied',
      sentence: "Not let in. The namespace's Pod Security level forbids this pod.",
      raw,
    };
  }
  if (/admission webhook|ValidatingAdmissionPolicy|denied the request/i.test(error.detail)) {
    return { key: 'admission_denied', sentence: 'Not let in. A policy of the cluster forbids this pod.', raw };
  }
  return undefined;
}
