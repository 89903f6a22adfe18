import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Api, answerApi } from './api.ts';
import { refuseBrowsers } from './callers.ts';
import type { Cluster } from './cluster.ts';
import { control } from './control.ts';
import { parsePath, type Target, verbOf } from './paths.ts';
import { ApiError, serverError } from './status-bodies.ts';
import { strike } from './strike.ts';

/** The API server of a cluster; it is not listening yet. */
export function createApiServer(cluster: Cluster): Server {
  return createServer((request, response) => {
    handle(cluster, request, response).catch((error: unknown) => answerError(error, response));
  });
}

async function handle(cluster: Cluster, request: IncomingMessage, response: ServerResponse): Promise<void> {
  refuseBrowsers(request);
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith('/embedded/')) return control(cluster, url.pathname, request, response);
  const method = request.method ?? 'GET';
  const target = targetOf(url.pathname);
  const found = target instanceof ApiError ? undefined : target;
  const verb = verbOf(method, found, url.searchParams);
  const seen = { method, path: url.pathname + url.search, resource: found?.resource.plural, verb };
  cluster.counts.add(seen, request.headers['user-agent'] ?? '');
  cluster.answers.add(seen, response);
  const fault = cluster.faults.strike(seen);
  if (fault && (await strike(fault, seen, response))) return;
  if (target instanceof ApiError) throw target;
  const api: Api = { cluster, request, response, url, verb, target };
  await answerApi(api);
}

/** What the path points at; an error where it points at nothing, so that it is still counted and struck by faults. */
function targetOf(pathname: string): Target | ApiError | undefined {
  if (!pathname.startsWith('/api/v1/')) return undefined;
  try {
    return parsePath(pathname);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function answerError(error: unknown, response: ServerResponse): void {
  if (!(error instanceof ApiError)) console.error(error);
  const known = error instanceof ApiError ? error : serverError(500, String(error));
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const retry = known.retryAfterSeconds;
  response.writeHead(known.code, {
    'content-type': 'application/json',
    ...(retry !== undefined && { 'retry-after': String(retry) }),
  });
  response.end(JSON.stringify(known.body));
}
