import type { IncomingMessage } from 'node:http';
import { ApiError } from './status-bodies.ts';

/** The names under which this machine calls itself; any other that leads here is somebody's DNS. */
const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses browsers. A page of any website may send requests to the loopback, and a pod here is a process of whoever runs
 * the cluster. Clients of Kubernetes send no Origin; a page that only reads needs a name of its own for this machine.
 * Throws a 403.
 */
export function refuseBrowsers({ headers: { host = '', origin } }: IncomingMessage): void {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  if (origin === undefined && OWN_NAMES.has(name)) return;
  throw new ApiError(403, 'Forbidden', 'the embedded cluster answers programs of this machine, and no web pages');
}
