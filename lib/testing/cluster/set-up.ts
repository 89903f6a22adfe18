import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** A Kubernetes with one node whose file system is this machine's. */
export interface RealCluster {
  readonly kubeconfig: string;
  /** The image of this repository, which the node has already. */
  readonly image: string;
  /** A folder for homes that this machine and the node both see under this path. */
  readonly homes: string;
  /** Ends and starts parts of the cluster (`kill PART`, `start PART`); null where nobody can. */
  readonly command: string | null;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The cluster at hand, or why there is none. */
    readonly cluster: RealCluster | string;
  }
}

const ROOT = new URL('../../..', import.meta.url).pathname;
const IMAGE = 'localhost/rehome:test';
let bringDown = () => {};

/** Finds or starts the cluster that the environment names, and builds the image for it, once for all test files. */
export function setup({ provide }: TestProject): void {
  const { REHOME_TEST_CLUSTER: command, REHOME_TEST_KUBECONFIG: kubeconfig } = process.env;
  const { REHOME_TEST_IMAGE: image, REHOME_TEST_HOMES: homes } = process.env;
  if (process.getuid?.() !== 0) provide('cluster', 'files of several owners can only be made by root');
  else if (command) provide('cluster', startWith(command, image));
  else if (kubeconfig && image && homes) provide('cluster', { kubeconfig, image, homes, command: null });
  else {
    provide(
      'cluster',
      'set REHOME_TEST_CLUSTER to a command that starts a cluster, or REHOME_TEST_KUBECONFIG with REHOME_TEST_IMAGE ' +
        '(the image of this repository, which the node has) and REHOME_TEST_HOMES (a folder that the node sees as well)',
    );
  }
}

export function teardown(): void {
  bringDown();
}

/** Starts the cluster unless it runs, and sees to it that what was started ends with this process, however that ends. */
function startWith(command: string, image: string | undefined): RealCluster {
  const run = (...args: string[]) =>
    execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
  const timed = (what: string, ...args: string[]) => {
    const since = performance.now();
    const said = run(...args);
    process.stdout.write(`${what}: ${((performance.now() - since) / 1000).toFixed(1)} s\n`);
    return said;
  };
  if (!isUp(command)) {
    bringDown = () => {
      bringDown = () => {};
      run('down');
    };
    process.once('exit', () => bringDown());
  }
  const kubeconfig = timed('cluster up', 'up').split('\n').at(-1) ?? '';
  if (!image) timed('image built', 'build', IMAGE, ROOT);
  return { kubeconfig, image: image ?? IMAGE, homes: join(dirname(kubeconfig), 'homes'), command };
}

/** Whether it runs and has a node. Throws where it runs without one, as whoever started it so may still use it. */
function isUp(command: string): boolean {
  try {
    const nodes = execFileSync(command, ['kubectl', 'get', 'nodes', '--output', 'name'], { stdio: 'pipe' });
    if (nodes.toString().trim() !== '') return true;
  } catch {
    return false;
  }
  throw new Error(`The cluster of ${command} runs without a node; bring it down first.`);
}
