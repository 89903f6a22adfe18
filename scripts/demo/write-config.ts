import { mkdirSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { SamplePerson } from '../sample-homes/people.ts';
import { isRsyncCurrent } from '../set-up/system-packages.mjs';
import type { DemoPaths } from './paths.ts';

/** The namespace of migrator pods in the demo and in tests. */
export const NAMESPACE = 'rehome-demo';
const MIGRATOR = ['node', '/app/migrator/dist/main.js'];

export interface ConfigChoices {
  readonly people: readonly SamplePerson[];
  readonly clusterPort: number;
  /** A word beside the name of the cluster on screen. */
  readonly environment: string;
  /** Sections of rehome.yaml that replace those written here. */
  readonly sections?: Readonly<Record<string, unknown>>;
}

/** Writes rehome.yaml, the list of people, the kubeconfig and the objects that the embedded cluster starts with. */
export function writeConfig(paths: DemoPaths, choices: ConfigChoices): void {
  mkdirSync(paths.folder, { recursive: true });
  const people = choices.people.map(({ username, displayName, uid }) => ({ username, displayName, uid }));
  writeFileSync(paths.people, stringify(people));
  writeFileSync(paths.kubeconfig, stringify(kubeconfig(choices.clusterPort)), { mode: 0o600 });
  writeFileSync(paths.seed, `${JSON.stringify(seed(), null, 2)}\n`);
  const config = { ...configuration(paths, choices.environment), ...choices.sections };
  writeFileSync(paths.config, `# Written at each start; changes here are lost.\n${stringify(config)}`);
}

function configuration(paths: DemoPaths, environment: string): Record<string, unknown> {
  return {
    realm: 'demo',
    cluster: { kubeconfig: paths.kubeconfig, name: 'embedded cluster', environment },
    namespace: NAMESPACE,
    homes: { layout: 'shared', volume: { hostPath: { path: paths.homes } }, owner: owner() },
    directory: { source: 'static', file: paths.people },
    migrator: { image: 'rehome', command: migratorCommand() },
    limits: { concurrency: 2 },
    history: { url: `sqlite:${paths.database}` },
  };
}

/** Without root nothing can be given away: every home belongs to whoever runs this. */
function owner(): 'fromHome' | { uid: number; gid: number } {
  const uid = process.getuid?.() ?? 0;
  return uid === 0 ? 'fromHome' : { uid, gid: process.getgid?.() ?? uid };
}

/** Only here, where homes are toys, an old rsync will do. */
function migratorCommand(): string[] {
  return isRsyncCurrent() ? MIGRATOR : [...MIGRATOR, '--allow-old-rsync'];
}

/** The client refuses plain HTTP unless it is told that nobody needs to be verified. */
function kubeconfig(port: number): Record<string, unknown> {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'embedded', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'anybody', user: {} }],
    contexts: [{ name: 'embedded', context: { cluster: 'embedded', user: 'anybody', namespace: NAMESPACE } }],
    'current-context': 'embedded',
  };
}

function seed(): readonly Record<string, unknown>[] {
  return [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }];
}
