import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../scripts/demo/free-port.ts';
import { demoPaths } from '../scripts/demo/paths.ts';
import { startServers } from '../scripts/demo/servers.ts';
import { writeConfig } from '../scripts/demo/write-config.ts';
import type { SamplePerson } from '../scripts/sample-homes/people.ts';
import { removeTree } from '../scripts/sample-homes/remove-tree.ts';
import { makeSampleHomes } from '../scripts/sample-homes.ts';
import { E2E_PEOPLE } from './people.ts';

export interface EnvironmentChoices {
  /** Who exists and what their homes hold; by default the people of e2e/people.ts. */
  readonly people?: readonly SamplePerson[];
  /** Sections of rehome.yaml that replace those of the demo. */
  readonly sections?: Readonly<Record<string, unknown>>;
  /** More arguments for the embedded cluster. */
  readonly clusterArgs?: readonly string[];
  /** What Node runs as the dashboard; by default what was built. */
  readonly dashboardArgs?: readonly string[];
}

/** An embedded cluster and the built dashboard over homes of their own. */
export interface Environment {
  /** The dashboard's page. */
  readonly url: string;
  /** The API server, also for its faults. */
  readonly clusterUrl: string;
  readonly homesDir: string;
  readonly configFile: string;
  readonly databaseFile: string;
  /** The process of the dashboard; another one after each start. */
  readonly dashboardPid: number;
  /** What the dashboard has printed since its last start. */
  readonly dashboardLog: string;
  /** Kills the dashboard with SIGKILL and, after `meanwhile`, starts it again and waits until it answers. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Ends both and removes everything they made. */
  stop(): Promise<void>;
}

/** Starts an environment on free ports in a temporary folder. Nothing of it is shared with another one. */
export async function startEnvironment(choices: EnvironmentChoices = {}): Promise<Environment> {
  const people = choices.people ?? E2E_PEOPLE;
  const paths = demoPaths(mkdtempSync(join(tmpdir(), 'rehome-e2e-')));
  await makeSampleHomes(paths.homes, people);
  const [port, clusterPort] = [await findFreePort(0), await findFreePort(0)];
  const sections = choices.sections ?? {};
  writeConfig(paths, { people, clusterPort, environment: 'test', sections });
  const { clusterArgs, dashboardArgs } = choices;
  const programs = { ...(clusterArgs && { clusterArgs }), ...(dashboardArgs && { dashboardArgs }) };
  const servers = startServers(paths, { port, clusterPort, ...programs });
  // A worker that is ended without notice takes its servers along.
  const kill = () => servers.kill();
  process.once('exit', kill);
  const stop = async () => {
    await servers.stop();
    process.off('exit', kill);
    removeTree(paths.folder);
  };
  try {
    await servers.ready();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...{ url: servers.url, clusterUrl: servers.clusterUrl, homesDir: paths.homes, configFile: paths.config },
    ...{ databaseFile: paths.database, dashboardLog: paths.dashboardLog },
    get dashboardPid() {
      return servers.processes().at(-1)?.pid ?? Number.NaN;
    },
    restart: (meanwhile) => servers.restartDashboard(meanwhile),
    stop,
  };
}
