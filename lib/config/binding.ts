import { ConfigError } from './config-error.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/**
 * Makes sure that the server may listen at a host name (`HOSTNAME`). Without sign-in, whoever reaches the port may move
 * anybody's files, so it must be this machine alone. Next listens everywhere where no host name is given.
 *
 * @throws ConfigError - where others than this machine would reach the server
 */
export function checkBinding(hostname: string | undefined): void {
  if (hostname && LOOPBACK.has(hostname.toLowerCase())) return;
  const now = hostname ? `it is ${hostname}` : 'it is not set';
  const message = `must be 127.0.0.1, localhost or ::1, and ${now}. With auth.mode none, anybody who reaches this server may use it, so it listens on this machine only.`;
  throw new ConfigError('The environment', [{ path: 'HOSTNAME', line: null, message }]);
}
