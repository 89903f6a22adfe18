import { messageOf } from '#lib/errors.ts';
import { isKubernetesError, isTimeoutError, type KubernetesError } from '#lib/storage/errors.ts';
import { refusalReason } from '#lib/storage/refusal-reason.ts';
import type { TestReport } from './settings-views.ts';

export type Found = Omit<TestReport, 'at'>;

/** A test that found something wrong, in a sentence and in the cluster’s own words. */
export const problem = (headline: string, raw: string | null = null): Found => ({
  ...{ ok: false, headline, problems: [], raw },
});

/** A failed test in words; what is no fault of the cluster is thrown on. `withinMs` is how long it might take. */
export function problemOf(error: unknown, withinMs: number): Found {
  if (isTimeoutError(error)) return problem(`The cluster did not answer within ${withinMs / 1000} s.`);
  if (!isKubernetesError(error)) throw error;
  if (error.status === 0) return problem('The cluster cannot be reached.', messageOf(error.cause ?? error));
  return problem(refusalWords(error), error.detail || error.reason);
}

function refusalWords(error: KubernetesError): string {
  const reason = refusalReason(error);
  if (reason?.key === 'resource_quota') return 'The namespace’s quota has no room for the pod now.';
  if (reason) return reason.sentence.replace(/^Not let in\. /, '');
  if (error.status === 403) return 'The cluster does not let Rehome do this.';
  if (error.status === 404) return 'The namespace does not exist.';
  return 'The cluster refuses the pod as it is configured.';
}
