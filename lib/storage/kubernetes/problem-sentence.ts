import { isKubernetesError, isTimeoutError } from '../errors.ts';
import { SILENT } from './connection.ts';

/** What keeps us from the cluster, in a sentence for people. */
export function problemSentence(
  error: Error,
  what: 'pods' | 'events',
  { server, namespace }: { readonly server: string; readonly namespace: string },
): string {
  if (isTimeoutError(error)) return `The cluster API at ${server} doesn't answer: ${error.message}.`;
  if (!isKubernetesError(error)) return `The cluster API at ${server} can't be used: ${error.message}.`;
  const { status, reason, detail } = error;
  const said = detail ? `: ${detail}` : '.';
  if (status === 403) return `The cluster refuses to list ${what} in ${namespace}${said}`;
  if (status === 401) return `The cluster doesn't accept these credentials${said}`;
  if (reason === SILENT) return `The cluster API at ${server} has fallen silent: ${detail}.`;
  if (status === 0) return `Can't reach the cluster API at ${server}: ${connectionWords(reason, detail)}.`;
  if (status === 404) return `The cluster API at ${server} knows no ${what} in ${namespace}${said}`;
  if (status === 429) return `The cluster API at ${server} is overloaded and asks to wait${said}`;
  return `The cluster API at ${server} is in trouble (${reason})${said}`;
}

/** What a connection's own code means. https://man7.org/linux/man-pages/man3/errno.3.html */
const CONNECTION_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers at that address',
  ECONNRESET: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed',
  EPIPE: 'the connection was closed',
  ETIMEDOUT: 'no answer came',
  UND_ERR_CONNECT_TIMEOUT: 'no answer came',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'its name could not be looked up',
};

function connectionWords(code: string, detail: string): string {
  const parts = detail.includes(code) ? [detail] : [code, detail];
  const said = parts.filter((part) => part !== '' && part !== 'Unknown').join(': ');
  const words = CONNECTION_WORDS[code];
  if (!words) return said || 'the connection failed';
  return said ? `${words} (${said})` : words;
}
