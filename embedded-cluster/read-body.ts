import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject } from './objects.ts';
import { ApiError, badRequest } from './status-bodies.ts';

/** The real server's limit for a request body. */
const LIMIT = 3 * 1024 * 1024;

/** The whole body of a request. Throws a 413 when it is larger than Kubernetes takes. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) throw new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${LIMIT}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** A body as a JSON object of this kind; `apiVersion` and `kind` may be left out. Throws a 400 otherwise. */
export function parseObject(kind: string, body: string): JsonObject {
  const object = parseJson(kind, body);
  if (object.kind !== undefined && object.kind !== kind) {
    const why = `converting (v1.${object.kind}) to (core.${kind}): unknown conversion`;
    throw badRequest(`${object.kind} in version "v1" cannot be handled as a ${kind}: ${why}`);
  }
  if (object.apiVersion !== undefined && object.apiVersion !== 'v1') {
    const why = `no kind "${kind}" is registered for version "${object.apiVersion}" in scheme "pkg/runtime/scheme.go:110"`;
    throw badRequest(`${kind} in version "${object.apiVersion}" cannot be handled as a ${kind}: ${why}`);
  }
  for (const field of ['spec', 'metadata']) {
    if (object[field] === undefined || isObject(object[field])) continue;
    const type = field === 'spec' ? `v1.${kind}Spec` : 'v1.ObjectMeta';
    const why = `json: cannot unmarshal ${goType(object[field])} into Go struct field ${kind}.${field} of type ${type}`;
    throw badRequest(`${kind} in version "v1" cannot be handled as a ${kind}: ${why}`);
  }
  return object;
}

const goType = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);

/** A body as a JSON object, or nothing for an empty body. Throws a 400 for anything else. */
export function parseJson(kind: string, body: string): JsonObject {
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch {
    // Answered below, in the real server's words as far as they do not quote Go's parser.
  }
  const what = `couldn't get version/kind; json parse error: invalid JSON (${body.slice(0, 100) || '<empty>'})`;
  throw badRequest(`the object provided is unrecognized (must be of type ${kind}): ${what}`);
}
