import type { FaultBook } from './faults.ts';
import { badRequest } from './status-bodies.ts';

export const ACCESS_REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** Answers what the caller may do: everything, but for what a standing `forbidden` fault refuses. Throws a 400. */
export function accessReview(faults: FaultBook, body: string): object {
  const review = parse(body);
  const { verb, resource, subresource } = review.spec?.resourceAttributes ?? {};
  if (verb === undefined || resource === undefined) throw badRequest('spec.resourceAttributes is required');
  const asked = subresource === 'log' ? 'log' : verb;
  const refused = faults
    .list()
    .some((fault) => fault.kind === 'forbidden' && covers(fault.verb, asked) && covers(fault.resource, resource));
  return { ...review, status: { allowed: !refused } };
}

const covers = (wanted: string | undefined, is: string): boolean => wanted === undefined || wanted === is;

interface Review {
  readonly spec?: {
    readonly resourceAttributes?: { readonly verb?: string; readonly resource?: string; readonly subresource?: string };
  };
}

function parse(body: string): Review {
  try {
    return JSON.parse(body) as Review;
  } catch {
    throw badRequest('the body is not JSON');
  }
}
