import { join } from 'node:path';

/** Where one installation on this machine, the demo's or a test's, keeps everything. */
export interface DemoPaths {
  readonly folder: string;
  readonly homes: string;
  readonly people: string;
  readonly config: string;
  readonly kubeconfig: string;
  readonly database: string;
  readonly cluster: string;
  readonly seed: string;
  readonly clusterLog: string;
  readonly dashboardLog: string;
  readonly running: string;
}

/** The folder of this clone. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The paths below `folder`, which must be absolute. */
export function demoPaths(folder: string): DemoPaths {
  return {
    folder,
    homes: join(folder, 'homes'),
    people: join(folder, 'people.yaml'),
    config: join(folder, 'rehome.yaml'),
    kubeconfig: join(folder, 'kubeconfig'),
    database: join(folder, 'rehome.db'),
    cluster: join(folder, 'cluster'),
    seed: join(folder, 'seed.json'),
    clusterLog: join(folder, 'cluster.log'),
    dashboardLog: join(folder, 'dashboard.log'),
    running: join(folder, 'running.json'),
  };
}
