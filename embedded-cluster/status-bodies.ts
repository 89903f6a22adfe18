/** One reason why an object was refused, as it appears in `details.causes`. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** An answer that is not the object asked for: a `Status` body, spelt as kube-apiserver spells it. */
export class ApiError extends Error {
  readonly code: number;
  readonly body: object;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: number, reason: string | undefined, message: string, extra: StatusExtra = {}) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = extra.retryAfterSeconds;
    this.body = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: extra.metadata ?? {},
      status: 'Failure',
      message,
      ...(reason && { reason }),
      ...(extra.details && { details: extra.details }),
      code,
    };
  }
}

interface StatusExtra {
  readonly details?: object;
  readonly metadata?: object;
  readonly retryAfterSeconds?: number;
}

export const badRequest = (message: string) => new ApiError(400, 'BadRequest', message);

export const notFound = (plural: string, name: string) =>
  new ApiError(404, 'NotFound', `${plural} "${name}" not found`, { details: { name, kind: plural } });

export const noSuchResource = () =>
  new ApiError(404, 'NotFound', 'the server could not find the requested resource', { details: {} });

export const methodNotAllowed = () =>
  new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {
    details: {},
  });

export const unsupportedMediaType = () =>
  new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', { details: {} });

export const alreadyExists = (plural: string, name: string) =>
  new ApiError(409, 'AlreadyExists', `${plural} "${name}" already exists`, { details: { name, kind: plural } });

export const conflict = (kind: string, name: string, why: string) =>
  new ApiError(409, 'Conflict', `Operation cannot be fulfilled on ${kind} "${name}": ${why}`, {
    details: { name, kind },
  });

export const expired = (message: string, metadata: object = {}) => new ApiError(410, 'Expired', message, { metadata });

/** 422: every problem of an object at once. `group` is set for option objects only. */
export function invalid(kind: string, name: string, causes: readonly Cause[], group?: string): ApiError {
  const problems = causes.map(({ field, message }) => `${field}: ${message}`);
  const list = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
  const who = group ? `${kind}.${group}` : kind;
  return new ApiError(422, 'Invalid', `${who} "${name}" is invalid: ${list}`, {
    details: { ...(name && { name }), ...(group && { group }), kind, causes },
  });
}

export const forbidden = (plural: string, name: string, why: string, causes?: readonly Cause[]) =>
  new ApiError(403, 'Forbidden', `${plural}${name && ` "${name}"`} is forbidden: ${why}`, {
    details: { ...(name && { name }), kind: plural, ...(causes && { causes }) },
  });

export const tooManyRequests = (retryAfterSeconds: number) =>
  new ApiError(
    429,
    'TooManyRequests',
    'the server has received too many requests and has asked us to try again later',
    {
      details: { retryAfterSeconds },
      retryAfterSeconds,
    },
  );

/** 500 and its kin; 503 is what an API server says that is starting or stopping. */
export function serverError(code: number, message = 'injected by a fault'): ApiError {
  if (code === 503) {
    const text = 'the server is currently unable to handle the request';
    return new ApiError(503, 'ServiceUnavailable', text, { details: {} });
  }
  return new ApiError(code, 'InternalError', `Internal error occurred: ${message}`, {
    details: { causes: [{ message }] },
  });
}

export const tooLargeVersion = (asked: number, current: number) =>
  new ApiError(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
    retryAfterSeconds: 1,
  });
