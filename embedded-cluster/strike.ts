import type { ServerResponse } from 'node:http';
import type { Fault, FaultRequest } from './faults.ts';
import { expired, forbidden, serverError, tooManyRequests } from './status-bodies.ts';

/**
 * Lets a fault strike a request. Returns true where the fault is the answer, or there will be none; false where the
 * request goes on. Throws the error that the fault pretends.
 */
export async function strike(fault: Fault, request: FaultRequest, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000));
      return response.destroyed;
    case 'reset':
    case 'down':
      response.socket?.resetAndDestroy();
      return true;
    case 'hang':
      return true;
    case 'lost-answer':
      // What was asked for happens; whoever asked never hears of it.
      response.end = () => {
        response.socket?.resetAndDestroy();
        return response;
      };
      return false;
    case 'silent-watch':
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      return true;
    case 'gone':
      return gone(fault, request, response);
    case 'too-many':
      throw tooManyRequests(fault.retryAfterSeconds ?? 1);
    case 'forbidden':
      throw forbidden(request.resource ?? '', '', fault.message ?? 'User "embedded" cannot do this');
    default:
      throw serverError(fault.status ?? 500, fault.message);
  }
}

/** The real server says it to a watch as an event, and to a list with a status. */
function gone(fault: Fault, { verb }: FaultRequest, response: ServerResponse): true {
  const message = fault.message ?? 'too old resource version: 1 (2)';
  const error = expired(message);
  if (verb !== 'watch' || fault.as === 'http') throw error;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify({ type: 'ERROR', object: error.body })}\n`);
  return true;
}
