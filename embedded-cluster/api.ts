import type { IncomingMessage, ServerResponse } from 'node:http';
import { ACCESS_REVIEWS, accessReview } from './access-review.ts';
import type { Cluster } from './cluster.ts';
import { create } from './create.ts';
import { remove } from './delete.ts';
import { list } from './list.ts';
import { answerLog } from './logs.ts';
import { asPod, type StoredObject } from './objects.ts';
import { patch } from './patch.ts';
import type { Target, Verb } from './paths.ts';
import { readBody } from './read-body.ts';
import { resourceList } from './resources.ts';
import { methodNotAllowed, notFound, serverError } from './status-bodies.ts';
import { watch } from './watch.ts';

/** One request to the Kubernetes API. */
export interface Api {
  readonly cluster: Cluster;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly verb: Verb;
  /** Undefined outside of `/api/v1/…`. */
  readonly target: Target | undefined;
}

/** Answers a request to the Kubernetes API. Throws `ApiError`. */
export async function answerApi(api: Api): Promise<void> {
  if (!api.target) {
    if (api.url.pathname === ACCESS_REVIEWS && api.request.method === 'POST') return answerReview(api);
    return answerAround(api);
  }
  const { response, verb, target } = api;
  const wantsName = verb === 'delete' || verb === 'patch';
  const needsNamespace = target.resource.namespaced && target.namespace === undefined;
  if (
    verb === 'other' ||
    (wantsName && target.name === undefined) ||
    (verb === 'create' && (target.name || needsNamespace))
  ) {
    throw methodNotAllowed();
  }
  const body = wantsName || verb === 'create' ? await readBody(api.request) : '';
  const { store } = api.cluster;
  const selection = { ...target, query: api.url.searchParams };
  switch (verb) {
    case 'list':
      return json(response, 200, list(store, selection));
    case 'watch':
      return watch(store, selection, response);
    case 'get':
      return json(response, 200, stored(api, target));
    case 'log':
      return log(api, target);
    case 'create':
      return json(response, 201, created(api, create(store, { ...selection, body })));
    case 'delete':
      return json(response, 200, remove(store, target.resource, stored(api, target), selection.query, body));
    case 'patch': {
      const contentType = api.request.headers['content-type'];
      const object = stored(api, target);
      return json(response, 200, patch(store, { ...target, object, contentType, body }));
    }
  }
}

const json = (response: ServerResponse, code: number, body: object): void => {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** Notes what a client has made; a dry run makes nothing. */
function created({ cluster, url }: Api, object: StoredObject): StoredObject {
  if (!url.searchParams.has('dryRun')) cluster.creations.add(object);
  return object;
}

/** The object that a path names. Throws its 404. */
function stored({ cluster }: Api, { resource, namespace, name = '' }: Target): StoredObject {
  const object = cluster.store.get(resource.plural, namespace, name);
  if (!object) throw notFound(resource.plural, name);
  return object;
}

function log(api: Api, target: Target): void {
  const { kubelet } = api.cluster;
  const pod = asPod(stored(api, target));
  if (kubelet.run(pod)?.muted) throw serverError(500, 'the node of this pod does not answer');
  answerLog(pod, api.url.searchParams, (of, container) => kubelet.log(of, container), api.response);
}

async function answerReview({ cluster, request, response }: Api): Promise<void> {
  json(response, 201, accessReview(cluster.faults, await readBody(request)));
}

/** The little that a client asks for besides objects. */
function answerAround({ url, response }: Api): void {
  const body = AROUND.get(url.pathname);
  const text = HEALTH.includes(url.pathname) ? 'ok' : '404 page not found\n';
  if (body) json(response, 200, body);
  else response.writeHead(text === 'ok' ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

const HEALTH = ['/healthz', '/livez', '/readyz'];
const AROUND = new Map<string, object>([
  ['/version', { major: '1', minor: '34', gitVersion: 'v1.34.4-embedded', platform: `linux/${process.arch}` }],
  ['/api', { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }],
  ['/api/v1', resourceList()],
]);
