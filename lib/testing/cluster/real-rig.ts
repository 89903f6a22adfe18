import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { ContractApi } from '#embedded-cluster/contract-api.ts';
import { readAddress } from '#embedded-cluster/contract-servers.ts';
import type { Actor } from '#lib/access/roles.ts';
import { compose, type Services } from '#lib/compose.ts';
import { loadConfig } from '#lib/config/load.ts';
import { createLog } from '#lib/log.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { CleanUpOutcome, ContactView, RunDetailView } from '#lib/migrations/views.ts';
import type { RealCluster } from './set-up.ts';

const ACTOR: Actor = { name: 'tester', role: 'admin', source: 'test' };

export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}
const rule = (resource: string, ...verbs: string[]): Rule => ({ apiGroups: [''], resources: [resource], verbs });

/** All that Rehome's own account may do, in its namespace alone. */
export const ROLE: readonly Rule[] = [
  rule('pods', 'create', 'get', 'list', 'watch', 'delete'),
  rule('pods/log', 'get'),
  rule('events', 'list', 'watch'),
  rule('persistentvolumeclaims', 'get', 'list'),
];

/** The role without some verbs on pods. */
export const roleWithout = (...verbs: string[]): readonly Rule[] =>
  ROLE.map((each) =>
    each.resources[0] === 'pods' ? { ...each, verbs: each.verbs.filter((verb) => !verbs.includes(verb)) } : each,
  );

export interface RehomeOptions {
  /** Parts of `rehome.yaml`, over those of the rig. */
  readonly config?: Readonly<Record<string, object>>;
  readonly role?: readonly Rule[];
  /** Not to wait until the cluster was heard. */
  readonly deaf?: boolean;
}

/** Rehome in this process, with an account and a history of its own. */
export interface Rehome {
  readonly services: Services;
  contact(): Promise<ContactView>;
  start(oldUser: string, newUser: string): Promise<string>;
  stop(runId: string): Promise<void>;
  /** Removes every pod that ended runs left behind. */
  cleanUp(): Promise<CleanUpOutcome>;
  detail(runId: string): Promise<RunDetailView>;
  /** Waits until what is said of a run is so; fails with the run's page when it is not in time. */
  until(runId: string, so: (run: RunDetailView) => boolean, withinMs?: number): Promise<RunDetailView>;
  ended(runId: string, withinMs?: number): Promise<RunDetailView>;
}

/** A namespace of the real cluster with a claim of homes that lie in a folder of this machine. */
export class RealRig {
  readonly api: ContractApi;
  readonly namespace = `rehome-${randomBytes(4).toString('hex')}`;
  readonly path = `/api/v1/namespaces/${this.namespace}`;
  readonly homes: string;
  readonly #cluster: RealCluster;
  readonly #folder = mkdtempSync(join(tmpdir(), 'rehome-cluster-rig-'));
  readonly #people: { username: string; displayName?: string }[] = [];
  readonly #volumes: string[] = [];
  readonly #running: Services[] = [];
  #accounts = 0;

  private constructor(cluster: RealCluster) {
    this.#cluster = cluster;
    this.homes = join(cluster.homes, this.namespace);
    this.api = new ContractApi(readAddress(cluster.kubeconfig));
  }

  /** Makes the namespace, which takes only pods that fit a Pod Security level, and the claim `homes`. */
  static async start(cluster: RealCluster, level: 'baseline' | 'restricted'): Promise<RealRig> {
    const rig = new RealRig(cluster);
    const labels = { 'pod-security.kubernetes.io/enforce': level };
    await rig.make('/api/v1/namespaces', { kind: 'Namespace', metadata: { name: rig.namespace, labels } });
    await rig.api.untilCode(`${rig.path}/serviceaccounts/default`, 200);
    mkdirSync(rig.homes, { recursive: true, mode: 0o755 });
    await rig.claim('homes', rig.homes, 'ReadWriteMany');
    return rig;
  }

  /** Makes an object. Throws when the cluster does not take it. */
  async make(path: string, object: { readonly kind: string; readonly [key: string]: unknown }): Promise<unknown> {
    const group = path.startsWith('/apis/') ? path.split('/').slice(2, 4).join('/') : 'v1';
    const { code, text, body } = await this.api.post(path, { apiVersion: group, ...object });
    if (code !== 201) throw new Error(`${path}: ${code} ${text}`);
    return body;
  }

  /** A claim that is bound to a folder of this machine. */
  async claim(name: string, folder: string, mode: string, metadata: object = {}): Promise<void> {
    const volume = `${this.namespace}-${name}`;
    this.#volumes.push(volume);
    const size = { storage: '1Gi' };
    await this.make('/api/v1/persistentvolumes', {
      kind: 'PersistentVolume',
      metadata: { name: volume },
      spec: {
        ...{ capacity: size, accessModes: [mode], storageClassName: '', hostPath: { path: folder } },
        ...{ persistentVolumeReclaimPolicy: 'Retain', claimRef: { namespace: this.namespace, name } },
      },
    });
    await this.make(`${this.path}/persistentvolumeclaims`, {
      kind: 'PersistentVolumeClaim',
      metadata: { name, ...metadata },
      spec: { accessModes: [mode], storageClassName: '', volumeName: volume, resources: { requests: size } },
    });
  }

  /** Makes homes by `make`, which gets the path, and lets the directory know their people. */
  home(username: string, make: (path: string) => void): string {
    const path = join(this.homes, username);
    make(path);
    this.#people.push({ username });
    return path;
  }

  /** Starts Rehome with the permissions of `role` and nothing else. */
  async rehome({ config = {}, role = ROLE, deaf = false }: RehomeOptions = {}): Promise<Rehome> {
    const number = ++this.#accounts;
    const folder = join(this.#folder, String(number));
    mkdirSync(folder);
    writeFileSync(join(folder, 'people.json'), JSON.stringify(this.#people));
    const { migrator = {}, limits = {}, ...rest } = config;
    writeFileSync(
      join(folder, 'rehome.yaml'),
      JSON.stringify({
        instance: `test-${number}`,
        namespace: this.namespace,
        cluster: { kubeconfig: await this.#kubeconfig(`rehome-${number}`, folder, role) },
        homes: { layout: 'shared', volume: { persistentVolumeClaim: { claimName: 'homes' } } },
        directory: { source: 'static', file: 'people.json' },
        migrator: { image: this.#cluster.image, imagePullPolicy: 'Never', ...migrator },
        limits: { stopGrace: '20s', ...limits },
        history: { url: 'sqlite:history.db' },
        ...rest,
      }),
    );
    const loaded = await loadConfig(join(folder, 'rehome.yaml'), {});
    const services = await compose(
      loaded,
      createLog('error', () => {}),
    );
    this.#running.push(services);
    const rehome = rehomeOf(services);
    if (!deaf) await this.api.until('the cluster is heard', async () => (await rehome.contact()).state === 'live');
    return rehome;
  }

  kubectl(...args: string[]): string {
    if (!this.#cluster.command) throw new Error('kubectl needs REHOME_TEST_CLUSTER');
    return this.command('kubectl', '--namespace', this.namespace, ...args);
  }

  /** Calls the cluster's command. */
  command(...args: string[]): string {
    const { command } = this.#cluster;
    if (!command) throw new Error(`${args.join(' ')} needs REHOME_TEST_CLUSTER`);
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((services) => services.stop()));
    await this.api.remove(this.path);
    for (const volume of this.#volumes) await this.api.remove(`/api/v1/persistentvolumes/${volume}`);
    await this.api.close();
    rmSync(this.homes, { recursive: true, force: true });
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Makes a service account with a role in this namespace. */
  async account(name: string, rules: readonly Rule[] = ROLE): Promise<void> {
    const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${this.namespace}`;
    const metadata = { name };
    await this.make(`${this.path}/serviceaccounts`, { kind: 'ServiceAccount', metadata });
    await this.make(`${rbac}/roles`, { kind: 'Role', metadata, rules });
    await this.make(`${rbac}/rolebindings`, {
      ...{ kind: 'RoleBinding', metadata },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: this.namespace }],
    });
  }

  /** Makes an account; answers with a kubeconfig that holds its token. */
  async #kubeconfig(name: string, folder: string, rules: readonly Rule[]): Promise<string> {
    await this.account(name, rules);
    const path = `${this.path}/serviceaccounts/${name}/token`;
    const { body } = await this.api.post(path, {
      ...{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } },
    });
    const { url, tls = {} } = readAddress(this.#cluster.kubeconfig);
    const trust = tls.ca ? { 'certificate-authority-data': Buffer.from(tls.ca).toString('base64') } : {};
    const server = { server: url, ...trust, ...(tls.insecure && { 'insecure-skip-tls-verify': true }) };
    const file = join(folder, 'kubeconfig');
    writeFileSync(
      file,
      stringify({
        ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'real' },
        clusters: [{ name: 'real', cluster: server }],
        users: [{ name, user: { token: body.status.token } }],
        contexts: [{ name: 'real', context: { cluster: 'real', user: name } }],
      }),
      { mode: 0o600 },
    );
    return file;
  }
}

function rehomeOf(services: Services): Rehome {
  const detail = (runId: string) => services.reader.detail(runId, ACTOR);
  const until: Rehome['until'] = async (runId, so, withinMs = 60_000) => {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const run = await detail(runId);
      if (so(run)) return run;
      if (performance.now() > deadline)
        throw new Error(`not so within ${withinMs} ms: ${JSON.stringify(run, null, 1)}`);
      await pause(50);
    }
  };
  return {
    ...{ services, detail, until, contact: async () => (await services.reader.shell(ACTOR)).contact },
    start: async (oldUser, newUser) => (await services.service.start({ oldUser, newUser }, ACTOR)).id,
    cleanUp: async () => {
      const { leftovers } = await services.reader.cleanup();
      return services.service.cleanUp(
        leftovers.map(({ uid }) => uid),
        ACTOR,
      );
    },
    stop: async (runId) => void (await services.service.stop(runId, ACTOR)),
    ended: (runId, withinMs) => until(runId, ({ status }) => isOutcome(status), withinMs),
  };
}
