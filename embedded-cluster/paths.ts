import { findResource, type Resource } from './resources.ts';
import { noSuchResource } from './status-bodies.ts';

/** What a path below `/api/v1` points at. */
export interface Target {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

/** Reads a path below `/api/v1`. Throws the 404 of a resource that this server does not have. */
export function parsePath(pathname: string): Target {
  const parts = pathname.split('/').slice(3).map(decode);
  const inNamespace = parts[0] === 'namespaces' && parts.length > 2 && findResource(parts[2] ?? '')?.namespaced;
  const namespace = inNamespace ? parts[1] : undefined;
  const [plural = '', name, subresource, ...rest] = inNamespace ? parts.slice(2) : parts;
  const resource = findResource(plural);
  const known = resource && (subresource === undefined || resource.subresources.includes(subresource));
  if (!known || rest.length > 0 || (resource.namespaced && name !== undefined && namespace === undefined)) {
    throw noSuchResource();
  }
  return { resource, namespace, name, subresource };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw noSuchResource();
  }
}

/** What a request wants, in one word: for counting, and for aiming a fault. */
export type Verb = 'list' | 'watch' | 'get' | 'log' | 'create' | 'delete' | 'patch' | 'other';

export function verbOf(method: string, target: Target | undefined, query: URLSearchParams): Verb {
  if (!target) return 'other';
  if (method === 'GET' && target.subresource === 'log') return 'log';
  if (method === 'GET' && target.name !== undefined) return 'get';
  if (method === 'GET') return ['1', 'true'].includes(query.get('watch') ?? '') ? 'watch' : 'list';
  const verbs: Readonly<Record<string, Verb>> = { POST: 'create', DELETE: 'delete', PATCH: 'patch' };
  return verbs[method] ?? 'other';
}
