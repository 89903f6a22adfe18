import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cluster } from './cluster.ts';
import { type Fault, isIncident } from './faults.ts';
import { happen, recover } from './incidents.ts';
import { isObject } from './objects.ts';
import { readBody } from './read-body.ts';
import { badRequest, methodNotAllowed, noSuchResource } from './status-bodies.ts';

/** Answers `/embedded/…`: what no real cluster has. Not counted, and no fault strikes it. */
export async function control(
  cluster: Cluster,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const answer = answerTo(cluster, `${request.method} ${pathname}`, body);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function answerTo(cluster: Cluster, what: string, body: string): object {
  switch (what) {
    case 'GET /embedded/faults':
      return cluster.faults.list();
    case 'POST /embedded/faults':
      return begin(cluster, asFault(json(body)));
    case 'DELETE /embedded/faults':
      recover(cluster);
      return {};
    case 'GET /embedded/script':
      return cluster.scripts.rules;
    case 'PUT /embedded/script':
      cluster.scripts.set(json(body));
      return cluster.scripts.rules;
    case 'GET /embedded/creations':
      return cluster.creations.list();
    case 'GET /embedded/requests':
      return cluster.counts.report();
    case 'DELETE /embedded/requests':
      cluster.counts.reset();
      return {};
    default:
      throw /\/embedded\/(faults|script|creations|requests)$/.test(what) ? methodNotAllowed() : noSuchResource();
  }
}

function begin(cluster: Cluster, fault: Fault): object {
  if (isIncident(fault)) return { struck: happen(cluster, fault) };
  cluster.faults.add(fault);
  if (fault.kind === 'down') cluster.answers.drop(() => true, true);
  return { struck: 0 };
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw badRequest(`the body is not JSON: ${String(error)}`);
  }
}

/** Throws a 400 for what is no fault. Fields that a fault does not have are not looked at. */
function asFault(value: unknown): Fault {
  if (!isObject(value) || typeof value.kind !== 'string') throw badRequest('a fault is an object with a kind');
  if (typeof value.path === 'string') new RegExp(value.path);
  return value as unknown as Fault;
}
