import { join } from 'node:path';
import { environmentWith } from '../set-up/node-24.mjs';
import { type DemoPaths, ROOT } from './paths.ts';
import { markOf, type ProcessMark } from './running.ts';
import { ServiceProcess } from './service-process.ts';

const READY_SECONDS = 60;
const STOP_SECONDS = 15;

const CLUSTER_SCRIPT = join(ROOT, 'embedded-cluster', 'main.ts');
const DASHBOARD_SCRIPT = join(ROOT, '.next', 'standalone', 'server.js');

export interface Servers {
  /** Where the dashboard's page is. */
  readonly url: string;
  readonly clusterUrl: string;
  /** Starts both and waits until they answer; fails with a message that shows why not. `onStart` hears of each one. */
  ready(onStart?: () => void): Promise<void>;
  /** Settles with a sentence when one of them ends without being asked. */
  readonly ended: Promise<string>;
  /** Ends the dashboard, then the cluster; both get time to leave their work in order. */
  stop(): Promise<void>;
  /** Ends both at once. */
  kill(): void;
  /** Kills the dashboard with SIGKILL and, after `meanwhile`, starts it again and waits until it answers. */
  restartDashboard(meanwhile?: () => Promise<void>): Promise<void>;
  processes(): ProcessMark[];
}

interface ServerChoices {
  readonly port: number;
  readonly clusterPort: number;
  readonly clusterArgs?: readonly string[];
  /** What Node runs as the dashboard; by default what was built. */
  readonly dashboardArgs?: readonly string[];
}

/** The embedded cluster and, once that answers, the built dashboard; neither runs before `ready` is called. */
export function startServers(
  paths: DemoPaths,
  { port, clusterPort, clusterArgs = [], dashboardArgs = [DASHBOARD_SCRIPT] }: ServerChoices,
): Servers {
  const url = `http://127.0.0.1:${port}`;
  const clusterUrl = `http://127.0.0.1:${clusterPort}`;
  const ended = Promise.withResolvers<string>();
  const started: ServiceProcess[] = [];
  let stopping = false;
  const start = async (service: ServiceProcess, name: string, onStart?: () => void): Promise<void> => {
    started.push(service);
    onStart?.();
    void service.ended.then((end) => {
      if (started.includes(service)) ended.resolve(`The ${name} ended (${end}).\n${service.logTail()}`);
    });
    await service.waitUntilReady(READY_SECONDS);
  };
  return {
    url,
    clusterUrl,
    ended: ended.promise,
    async ready(onStart) {
      await start(clusterProcess(paths, clusterPort, clusterUrl, clusterArgs), 'embedded cluster', onStart);
      if (!stopping) await start(dashboardProcess(paths, port, url, dashboardArgs), 'dashboard', onStart);
    },
    async restartDashboard(meanwhile) {
      const killed = started.pop();
      killed?.kill();
      await killed?.ended;
      await meanwhile?.();
      if (!stopping) await start(dashboardProcess(paths, port, url, dashboardArgs), 'dashboard');
    },
    async stop() {
      stopping = true;
      for (const service of started.toReversed()) await service.stop(STOP_SECONDS);
    },
    kill() {
      stopping = true;
      for (const service of started) service.kill();
    },
    processes: () => started.flatMap(({ pid }) => (pid === undefined ? [] : [markOf(pid)])),
  };
}

function clusterProcess(paths: DemoPaths, port: number, url: string, more: readonly string[]): ServiceProcess {
  const args = ['--data', paths.cluster, '--port', String(port), '--image', `rehome=${ROOT}`, '--seed', paths.seed];
  return new ServiceProcess({
    name: 'embedded cluster',
    args: [CLUSTER_SCRIPT, ...args, ...more],
    env: environmentWith(ROOT, process.execPath),
    log: paths.clusterLog,
    readyUrl: `${url}/readyz`,
  });
}

function dashboardProcess(paths: DemoPaths, port: number, url: string, args: readonly string[]): ServiceProcess {
  const env = {
    ...environmentWith(ROOT, process.execPath),
    NODE_ENV: 'production' as const,
    HOSTNAME: '127.0.0.1',
    PORT: String(port),
    REHOME_CONFIG: paths.config,
  };
  return new ServiceProcess({
    name: 'dashboard',
    args,
    env,
    log: paths.dashboardLog,
    readyUrl: `${url}/readyz`,
  });
}
