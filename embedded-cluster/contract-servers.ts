import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import type { ApiAddress } from './contract-api.ts';
import { startEmbeddedCluster } from './testing.ts';

/** A server that the contract is held against, while it runs. */
export interface ContractServer {
  readonly address: ApiAddress;
  /** Makes every version so far too old to watch from; absent where this server cannot be made to. */
  readonly forget?: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ContractCandidate {
  readonly title: string;
  readonly start: () => Promise<ContractServer>;
}

export const EMBEDDED: ContractCandidate = {
  title: 'the embedded cluster',
  start: async () => {
    const cluster = await startEmbeddedCluster({ images: { 'contract:1': '/' } });
    return {
      address: { url: cluster.url },
      forget: async () => void (await cluster.fault({ kind: 'compact' })),
      stop: () => cluster.stop(),
    };
  },
};

export const NONE_AT_HAND =
  'no real API server at hand: set REHOME_TEST_KUBECONFIG to a kubeconfig, or REHOME_TEST_CLUSTER to a cluster command';

/** The real API server that the environment names, or undefined. */
export function realServer(): ContractCandidate | undefined {
  const { REHOME_TEST_KUBECONFIG: kubeconfig, REHOME_TEST_CLUSTER: command } = process.env;
  if (kubeconfig) {
    const stop = async () => undefined;
    return {
      title: `the API server of ${kubeconfig}`,
      start: async () => ({ address: readAddress(kubeconfig), stop }),
    };
  }
  return command ? { title: `the API server of ${command}`, start: () => startWith(command) } : undefined;
}

async function startWith(command: string): Promise<ContractServer> {
  const run = (...args: string[]) =>
    execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const address = readAddress(run('up', '--api-only').trim().split('\n').at(-1) ?? '');
  return {
    address,
    // A server that has just started remembers nothing from before.
    forget: async () => {
      run('kill', 'kube-apiserver');
      run('start', 'kube-apiserver');
    },
    stop: async () => void run('down'),
  };
}

/** Where a kubeconfig points, and its credentials. */
export function readAddress(path: string): ApiAddress {
  const config = new KubeConfig();
  config.loadFromFile(path);
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  if (!cluster) throw new Error(`${path} has no current cluster`);
  const ca = material(cluster.caData, cluster.caFile);
  const cert = material(user?.certData, user?.certFile);
  const key = material(user?.keyData, user?.keyFile);
  return {
    url: cluster.server,
    tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), insecure: cluster.skipTLSVerify === true },
    ...(user?.token && { token: user.token }),
  };
}

function material(data: string | undefined, file: string | undefined): string | undefined {
  if (data) return Buffer.from(data, 'base64').toString();
  return file ? readFileSync(file, 'utf8') : undefined;
}
