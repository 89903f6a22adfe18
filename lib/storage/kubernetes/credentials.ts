import 'server-only';
import type { RequestOptions } from 'node:https';
import { type Cluster, KubeConfig, type User } from '@kubernetes/client-node';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { RehomeError } from '#lib/errors.ts';
import type { KubeTarget } from './connection.ts';

const POOL = { connections: 256, pipelining: 1, keepAliveTimeout: 30_000, headersTimeout: 0, bodyTimeout: 0 } as const;
const CONNECT = { timeout: 10_000, keepAlive: true, keepAliveInitialDelay: 30_000 } as const;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const invalid = (message: string, cause?: unknown) => new RehomeError('invalid', message, { cause });

/** What one call needs: who we are, and the connections to go through. */
export interface CallCredentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
}

/** Who we are at one cluster, and the pooled connections to it: one pool until the certificates change. */
export class KubeCredentials {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly #config: KubeConfig;
  #pool: { readonly key: string; readonly dispatcher: Dispatcher } | undefined;

  constructor(config: KubeConfig, cluster: Cluster, namespace: string) {
    this.#config = config;
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** Headers and pool for one call; runs the kubeconfig's exec plugin or reads its token file where that is due. */
  async forCall(): Promise<CallCredentials> {
    const options: RequestOptions = {};
    await this.#config.applyToHTTPSOptions(options);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(options.headers ?? {}))
      headers[name.toLowerCase()] = String(value).trim();
    if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
    return { headers, dispatcher: this.#dispatcher(options) };
  }

  /** Ends every connection, streams included. */
  async close(): Promise<void> {
    await this.#pool?.dispatcher.destroy();
    this.#pool = undefined;
  }

  #dispatcher({ ca, cert, key, rejectUnauthorized, servername }: RequestOptions): Dispatcher {
    const tls = Object.fromEntries(
      Object.entries({ ca, cert, key, rejectUnauthorized, servername }).filter(([, value]) => value !== undefined),
    );
    const poolKey = Object.values(tls).map(String).join('\0');
    if (this.#pool?.key === poolKey) return this.#pool.dispatcher;
    const { proxyUrl } = this.cluster;
    const dispatcher = proxyUrl
      ? new ProxyAgent({ ...POOL, uri: proxyUrl, requestTls: tls })
      : new Agent({ ...POOL, allowH2: false, connect: { ...CONNECT, ...tls } });
    // Certificates were renewed: what runs over the old connections may end in peace.
    void this.#pool?.dispatcher.close().catch(() => {});
    this.#pool = { key: poolKey, dispatcher };
    return dispatcher;
  }
}

/**
 * Reads a kubeconfig (by default where kubectl looks) or the pod's own service account. Throws `RehomeError`
 * (`invalid`) where there is none, where it names no such context, or where it asks for what is not supported.
 */
export function loadCredentials(target: KubeTarget): KubeCredentials {
  const config = readConfig(target);
  if ('context' in target && target.context) {
    if (!config.getContextObject(target.context)) throw invalid(`The kubeconfig has no context "${target.context}".`);
    config.setCurrentContext(target.context);
  }
  const context = config.getContextObject(config.getCurrentContext());
  const cluster = config.getCurrentCluster();
  if (!context || !cluster?.server) throw invalid('The kubeconfig names no current context with a cluster.');
  if (!config.getCurrentUser()) addAnonymous(config, context.user);
  return new KubeCredentials(config, checked(cluster), context.namespace?.trim() || 'default');
}

function readConfig(target: KubeTarget): KubeConfig {
  const config = new KubeConfig();
  try {
    if ('inCluster' in target) config.loadFromCluster();
    else if (target.kubeconfig) config.loadFromFile(target.kubeconfig);
    else config.loadFromDefault();
  } catch (error) {
    throw invalid(`The kubeconfig ${('kubeconfig' in target && target.kubeconfig) || ''} cannot be read.`, error);
  }
  // What the library makes up where it finds nothing.
  if (config.getCurrentContext() === 'loaded-context') throw invalid('No kubeconfig was found.');
  if ('inCluster' in target && /undefined/.test(config.getCurrentCluster()?.server ?? '')) {
    throw invalid('This process does not run in a Kubernetes pod.');
  }
  return config;
}

/** Without a user the library forgets the cluster's certificate authority, too. */
function addAnonymous(config: KubeConfig, name: string): void {
  const user: User = { name: name || 'anonymous' };
  config.addUser(user);
  const current = config.getCurrentContext();
  config.contexts = config.contexts.map((context) =>
    context.name === current ? { ...context, user: user.name } : context,
  );
}

/** Plain HTTP is for this machine alone: tokens and files' names would cross a network in the clear. */
function checked(cluster: Cluster): Cluster {
  const url = URL.parse(cluster.server);
  if (!url) throw invalid(`The cluster's server "${cluster.server}" is not a URL.`);
  if (cluster.proxyUrl?.startsWith('socks')) throw invalid('A SOCKS proxy to the cluster is not supported.');
  if (url.protocol === 'https:') return cluster;
  if (url.protocol !== 'http:' || !LOOPBACK.has(url.hostname)) {
    throw invalid(`The cluster's server "${cluster.server}" must be https; plain http is accepted on loopback only.`);
  }
  return Object.assign(cluster, { skipTLSVerify: true });
}
