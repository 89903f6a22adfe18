import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Creation } from './creations.ts';
import type { Fault } from './faults.ts';
import type { RequestCount } from './request-counts.ts';
import type { Script, ScriptRule } from './script.ts';

export interface EmbeddedClusterOptions {
  /** Default: a new folder, removed by `stop`. */
  readonly dataDir?: string;
  /** Default: any free one. */
  readonly port?: number;
  /** Local folders by image name. */
  readonly images?: Readonly<Record<string, string>>;
  /** Objects that are there from the start: namespaces, volumes, claims. */
  readonly seed?: readonly object[];
}

/** An embedded cluster in a process of its own. */
export interface EmbeddedCluster {
  readonly url: string;
  readonly pid: number;
  /** The path of a kubeconfig for it. */
  kubeconfig(): string;
  /** Starts a fault, or makes an incident happen. */
  fault(fault: Fault): Promise<{ readonly struck: number }>;
  clearFaults(): Promise<void>;
  /** The script for pods created from now on; rules for some of them; null for none. */
  script(script: Script | readonly ScriptRule[] | null): Promise<void>;
  /** What clients have made there, also what is gone since. */
  creations(): Promise<readonly Creation[]>;
  requests(): Promise<{ readonly total: number; readonly requests: readonly RequestCount[] }>;
  resetRequests(): Promise<void>;
  /** Ends it and what it runs, and removes its folder where that was made for it. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

const READY_MS = 20_000;

/** Starts an embedded cluster that ends with this process, and waits until it answers. Throws when it does not in 20 s. */
export async function startEmbeddedCluster(options: EmbeddedClusterOptions = {}): Promise<EmbeddedCluster> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'embedded-cluster-'));
  mkdirSync(dataDir, { recursive: true });
  // A container that runs as somebody else has to reach its termination message.
  chmodSync(dataDir, 0o755);
  const portFile = join(dataDir, 'port');
  rmSync(portFile, { force: true });
  const seedFile = join(dataDir, 'seed.json');
  writeFileSync(seedFile, JSON.stringify(options.seed ?? []));
  const images = Object.entries(options.images ?? {}).flatMap(([name, folder]) => ['--image', `${name}=${folder}`]);
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const port = String(options.port ?? 0);
  const args = [
    main,
    '--data',
    dataDir,
    '--port',
    port,
    '--port-file',
    portFile,
    '--seed',
    seedFile,
    '--until-stdin-ends',
    ...images,
  ];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  const output: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const url = `http://127.0.0.1:${await whenReady(child, portFile, output)}`;
  const kubeconfig = join(dataDir, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigFor(url));
  return handleFor({ child, url, kubeconfig, remove: options.dataDir === undefined ? dataDir : undefined });
}

async function whenReady(child: ChildProcess, portFile: string, output: readonly string[]): Promise<number> {
  const deadline = performance.now() + READY_MS;
  while (!existsSync(portFile)) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the embedded cluster was not ready within ${READY_MS} ms: ${output.join('')}`);
    }
    await pause(20);
  }
  return Number(readFileSync(portFile, 'utf8'));
}

/** A kubeconfig for a cluster that speaks plain HTTP; without the flag the client refuses to. */
export const kubeconfigFor = (url: string): string => `apiVersion: v1
kind: Config
clusters: [{ name: embedded, cluster: { server: "${url}", insecure-skip-tls-verify: true } }]
users: [{ name: embedded, user: {} }]
contexts: [{ name: embedded, context: { cluster: embedded, user: embedded, namespace: default } }]
current-context: embedded
`;

interface Parts {
  readonly child: ChildProcess;
  readonly url: string;
  readonly kubeconfig: string;
  readonly remove: string | undefined;
}

function handleFor({ child, url, kubeconfig, remove }: Parts): EmbeddedCluster {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${url}/embedded/${path}`, { method, ...sent });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    url,
    pid: child.pid ?? 0,
    kubeconfig: () => kubeconfig,
    fault: (fault) => call('POST', 'faults', fault),
    clearFaults: async () => void (await call('DELETE', 'faults')),
    script: async (script) => void (await call('PUT', 'script', script)),
    creations: () => call('GET', 'creations'),
    requests: () => call('GET', 'requests'),
    resetRequests: async () => void (await call('DELETE', 'requests')),
    stop: async () => {
      await end('SIGTERM');
      if (remove !== undefined) rmSync(remove, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
  };
}
