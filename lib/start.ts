import 'server-only';
import { checkBinding } from '#lib/config/binding.ts';
import { loadConfig } from '#lib/config/load.ts';
import type { Config } from '#lib/config/schema.ts';
import { openHistory } from '#lib/history/open.ts';
import { createLog, type Log } from '#lib/log.ts';
import { ClaimList } from '#lib/migrations/claim-list.ts';
import { Followers } from '#lib/migrations/followers.ts';
import { LABELS, MANAGED_BY } from '#lib/migrations/names.ts';
import type { Parts } from '#lib/migrations/parts.ts';
import { PeopleReader } from '#lib/migrations/people-reader.ts';
import { Reader } from '#lib/migrations/reader.ts';
import { Reconciler } from '#lib/migrations/reconciler.ts';
import { MigrationService } from '#lib/migrations/service.ts';
import { createClaimsDirectory } from '#lib/people/claims-directory.ts';
import type { Directory } from '#lib/people/directory.ts';
import { createStaticDirectory } from '#lib/people/static-directory.ts';
import { setRuntime } from '#lib/runtime.ts';
import { ClaimStorage } from '#lib/storage/kubernetes/claims.ts';
import { ClusterMemory } from '#lib/storage/kubernetes/cluster-memory.ts';
import { connectKube, type KubeConnection } from '#lib/storage/kubernetes/connection.ts';
import { followLog, readLogTail } from '#lib/storage/kubernetes/log-follow.ts';
import { MetadataStorage } from '#lib/storage/kubernetes/metadata-storage.ts';
import { MigratorStorage } from '#lib/storage/kubernetes/migrator-storage.ts';
import { PodStorage } from '#lib/storage/kubernetes/pods.ts';

/** How much of a log is saved as evidence. */
const LOG_TAIL = { maxBytes: 2 * 1024 * 1024, tailLines: 20_000 } as const;
/** After the first sign to stop, steps under way may finish for so long. */
const SHUTDOWN_MS = 10_000;

/**
 * Builds the process's services, once: reads the configuration, opens history, and begins to reconcile. What is wrong
 * with the set-up is printed in full and ends the process with 1; a cluster that does not answer is no reason not to start.
 */
export async function startRuntime(): Promise<void> {
  const log = createLog('info');
  try {
    checkBinding(process.env.HOSTNAME);
    const config = await loadConfig(undefined, process.env);
    const stop = await build(config, log);
    endWell(stop, log);
  } catch (error) {
    process.stderr.write(`Rehome cannot start.\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function build(config: Config, log: Log): Promise<() => Promise<void>> {
  const history = await openHistory(config.history.url, { realm: config.realm });
  const connection = await connectKube(config.cluster);
  const namespace = config.namespace ?? connection.defaultNamespace;
  const memory = memoryOf(config, connection, namespace, log);
  const claimStorage = new ClaimStorage(connection, namespace);
  const claims = new ClaimList((timeout) => claimStorage.list(undefined, timeout), log);
  const followers = new Followers(
    ({ name, container }, sinceTime, onLine, signal) => {
      const since = sinceTime === undefined ? {} : { sinceTime };
      return followLog(connection, { namespace, pod: name, container, timestamps: true, ...since }, onLine, signal);
    },
    log,
    () => reconciler.kick(),
  );
  const parts: Parts = {
    ...{ config, namespace, history, memory, followers, log },
    pods: new PodStorage(connection, namespace),
    migrators: new MigratorStorage({
      metadataStorage: new MetadataStorage({ namespace }),
      apiClient: connection,
      reconnectTimeout: config.limits.reconnectTimeout,
      logger: log,
      cache: history.exitedPods,
    }),
    listClaims: (timeout) => claims.refresh(timeout),
    readLog: (pod, container, timeout) => readLogTail(connection, { namespace, pod, container }, LOG_TAIL, timeout),
  };
  const reconciler = new Reconciler(parts);
  const directory = await directoryOf(config, claims);
  const service = new MigrationService(parts, directory, () => reconciler.kick());
  setRuntime({ service, reader: new Reader(parts, new PeopleReader(parts, directory, () => claims.current())) });
  const wantsClaims = config.homes.layout === 'claimPerUser';
  if (wantsClaims) claims.start();
  memory.start();
  reconciler.start();
  return async () => {
    await reconciler.stop();
    await Promise.all([followers.stop(), memory.stop(), claims.stop()]);
    await connection.close();
    await history.close();
  };
}

const memoryOf = (config: Config, connection: KubeConnection, namespace: string, log: Log): ClusterMemory =>
  new ClusterMemory({
    connection,
    namespace,
    log,
    reconnectTimeout: config.limits.reconnectTimeout,
    ownLabels: { [LABELS.managedBy]: MANAGED_BY, [LABELS.instance]: config.instance },
  });

async function directoryOf(config: Config, claims: ClaimList): Promise<Directory> {
  if (config.directory.source === 'static') return createStaticDirectory(config.directory.file);
  if (config.homes.layout !== 'claimPerUser')
    throw new Error('directory.source: claims needs homes.layout: claimPerUser');
  return createClaimsDirectory(config.homes.claims, () => claims.current());
}

/** Lets steps under way end on the first SIGTERM or SIGINT; the reconciler takes up the rest at the next start. */
function endWell(stop: () => Promise<void>, log: Log): void {
  let ending = false;
  const end = (signal: string) => {
    if (ending) return;
    ending = true;
    log.info('stopping', { signal });
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('could not stop cleanly', { error });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
}
