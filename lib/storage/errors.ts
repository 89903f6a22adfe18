/** The object a Kubernetes call was about. */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

const BRANDS = { kubernetes: Symbol.for('rehome.kubernetes-error'), timeout: Symbol.for('rehome.timeout-error') };

/**
 * The one error of every Kubernetes call. `status` is the HTTP status, 0 where no answer came; `reason` the API server's
 * own word (`NotFound`, `AlreadyExists`, `Forbidden`, …) or the connection's (`ECONNREFUSED`).
 */
export class KubernetesError extends Error {
  override readonly name = 'KubernetesError';
  readonly [BRANDS.kubernetes] = true;
  readonly verb: string;
  readonly object: ObjectRef;
  readonly status: number;
  readonly reason: string;
  /** What the API server said, at most 1,000 characters; for the record and for an admin, never as the explanation. */
  readonly detail: string;

  constructor(
    verb: string,
    object: ObjectRef,
    answer: { status: number; reason: string; detail: string },
    options?: ErrorOptions,
  ) {
    const where = [object.namespace, object.name].filter(Boolean).join('/');
    super(`${verb} ${object.kind}${where ? ` ${where}` : ''} failed (${answer.reason || answer.status})`, options);
    this.verb = verb;
    this.object = object;
    this.status = answer.status;
    this.reason = answer.reason;
    this.detail = answer.detail.slice(0, 1000);
  }
}

/** An operation's budget ran out. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly [BRANDS.timeout] = true;
  readonly operation: string;
  readonly startedAt: Date;

  constructor(operation: string, totalMs: number, startedAt: Date) {
    super(`${operation} did not finish within ${Math.round(totalMs / 100) / 10} s`);
    this.operation = operation;
    this.startedAt = startedAt;
  }
}

export const isKubernetesError = (error: unknown): error is KubernetesError =>
  error instanceof Error && BRANDS.kubernetes in error;
export const isTimeoutError = (error: unknown): error is TimeoutError =>
  error instanceof Error && BRANDS.timeout in error;
/** Whether a Kubernetes call failed with this HTTP status. */
export const hasStatus = (error: unknown, status: number): boolean =>
  isKubernetesError(error) && error.status === status;
