import 'server-only';
import type { Config } from '#lib/config/schema.ts';
import type { History } from '#lib/history/history.ts';
import { openHistory } from '#lib/history/open.ts';
import type { Log } from '#lib/log.ts';
import { Attempts } from '#lib/migrations/attempts.ts';
import { AuditReader } from '#lib/migrations/audit-reader.ts';
import { BatchFeeder } from '#lib/migrations/batch-feeder.ts';
import { BatchReader } from '#lib/migrations/batch-reader.ts';
import { BatchService } from '#lib/migrations/batch-service.ts';
import { BulkReviewer } from '#lib/migrations/bulk-reviewer.ts';
import { RunBundles } from '#lib/migrations/bundle/run-bundles.ts';
import { ClaimList } from '#lib/migrations/claim-list.ts';
import { claimsOf } from '#lib/migrations/claim-nodes.ts';
import { Followers } from '#lib/migrations/followers.ts';
import { ManyRuns } from '#lib/migrations/many-runs.ts';
import { LABELS, MANAGED_BY } from '#lib/migrations/names.ts';
import { News } from '#lib/migrations/news.ts';
import { PairNotes } from '#lib/migrations/pair-notes.ts';
import type { Parts } from '#lib/migrations/parts.ts';
import { PeopleReader } from '#lib/migrations/people-reader.ts';
import { Reader } from '#lib/migrations/reader.ts';
import { ReclaimPolicies } from '#lib/migrations/reclaim-policies.ts';
import { Reconciler } from '#lib/migrations/reconciler.ts';
import { RetentionJob } from '#lib/migrations/retention-job.ts';
import { RetentionReader } from '#lib/migrations/retention-reader.ts';
import { Schedule } from '#lib/migrations/schedule.ts';
import { SelfTests } from '#lib/migrations/self-tests.ts';
import { MigrationService } from '#lib/migrations/service.ts';
import { SetUpCheck } from '#lib/migrations/set-up-check.ts';
import { SettingsReader } from '#lib/migrations/settings-reader.ts';
import { HEARTBEAT_INTERVAL_MS } from '#lib/migrations/wire.ts';
import { type Channel, channelsOf } from '#lib/notify/channels.ts';
import { Courier } from '#lib/notify/courier.ts';
import { Notifier } from '#lib/notify/notifier.ts';
import { createClaimsDirectory } from '#lib/people/claims-directory.ts';
import type { Directory } from '#lib/people/directory.ts';
import { createStaticDirectory } from '#lib/people/static-directory.ts';
import type { Runtime } from '#lib/runtime.ts';
import { KeyedLock } from '#lib/storage/keyed-lock.ts';
import { AccessReview } from '#lib/storage/kubernetes/access-review.ts';
import { ClaimStorage } from '#lib/storage/kubernetes/claims.ts';
import { ClusterMemory } from '#lib/storage/kubernetes/cluster-memory.ts';
import { connectKube, type KubeConnection } from '#lib/storage/kubernetes/connection.ts';
import { followLog, readLogTail } from '#lib/storage/kubernetes/log-follow.ts';
import { MetadataStorage } from '#lib/storage/kubernetes/metadata-storage.ts';
import { MigratorStorage } from '#lib/storage/kubernetes/migrator-storage.ts';
import { PodStorage } from '#lib/storage/kubernetes/pods.ts';
import { readVolume } from '#lib/storage/kubernetes/volumes.ts';

/** How much of a log is saved as evidence: half a day of a copy that tells its progress twice a second. */
const LOG_TAIL = { maxBytes: 16 * 1024 * 1024, tailLines: 100_000 } as const;

/** The migrator is heard every ten seconds at least; a log that misses three times is opened anew. */
const LOG_IDLE_MS = 3 * HEARTBEAT_INTERVAL_MS;

/** Where the pods of running servers say whose they are: KubeSpawner's annotation, Nublado's label. */
const USERNAME_KEYS = { annotations: ['hub.jupyter.org/username'], labels: ['nublado.lsst.io/user'] } as const;

/** The services of one process, at work. */
export interface Services extends Runtime {
  /** Ends what is under way; the reconciler takes up the rest at the next start. */
  stop(): Promise<void>;
}

/** Puts the parts together and sets them to work: opens history, begins to watch the cluster and to reconcile. */
export async function compose(config: Config, log: Log): Promise<Services> {
  const channels = channelsOf(config.notifications);
  const news = new News();
  const tell = () => news.tell();
  const history = await openHistory(config.history.url, { realm: config.realm, notices: channels, onWrite: tell });
  const connection = await connectKube(config.cluster);
  const namespace = config.namespace ?? connection.defaultNamespace;
  const clusterName = config.cluster.name ?? connection.clusterName;
  const memory = memoryOf(config, connection, namespace, log);
  const claimStorage = new ClaimStorage(connection, namespace);
  const claims = new ClaimList((timeout) => claimStorage.list(undefined, timeout), log);
  const followers = new Followers(
    ({ name, container }, sinceTime, onLine, signal) => {
      const since = sinceTime === undefined ? {} : { sinceTime };
      const source = { namespace, pod: name, container, timestamps: true, idleMs: LOG_IDLE_MS, ...since };
      return followLog(connection, source, onLine, signal);
    },
    log,
    { line: tell, change: () => reconciler.kick() },
  );
  const parts: Parts = {
    ...{ config, namespace, clusterName, history, memory, followers, log },
    pods: new PodStorage(connection, namespace),
    pairs: new KeyedLock(),
    migrators: new MigratorStorage({
      metadataStorage: new MetadataStorage({ namespace }),
      apiClient: connection,
      reconnectTimeout: config.limits.reconnectTimeout,
      logger: log,
      cache: history.exitedPods,
    }),
    listClaims: (timeout) => claims.refresh(timeout),
    reclaim: new ReclaimPolicies({
      wanted: () => memory.migratorPods().flatMap(claimsOf),
      listClaims: (timeout) => claims.refresh(timeout),
      readVolume: (name, timeout) => readVolume(connection, name, timeout),
      log,
    }),
    readLog: (pod, container, timeout) => readLogTail(connection, { namespace, pod, container }, LOG_TAIL, timeout),
  };
  const directory = await directoryOf(config, claims);
  const kick = () => reconciler.kick();
  const service = new MigrationService(parts, directory, kick);
  const feeder = new BatchFeeder(parts, service);
  const reconciler = new Reconciler(parts, (unfinished) => feeder.feed(unfinished));
  const people = new PeopleReader(parts, directory, () => claims.current());
  const reader = new Reader(parts, people);
  const bulk = new BatchService(parts, new BulkReviewer(parts, people, service), kick);
  const wantsClaims = config.homes.layout === 'claimPerUser';
  if (wantsClaims) claims.start();
  memory.onChange(tell);
  memory.start();
  parts.reclaim.start();
  reconciler.start();
  const { courier, notifier } = notificationsOf(config, history, channels, log);
  courier.start();
  const retentionJob = new RetentionJob({ history, keptFor: config.retention, log });
  retentionJob.start();
  const stop = async () => {
    await reconciler.stop();
    await Promise.all([retentionJob.stop(), courier.stop(), followers.stop()]);
    await Promise.all([memory.stop(), claims.stop(), parts.reclaim.stop()]);
    await connection.close();
    await history.close();
  };
  const audit = { attempts: new Attempts(history, log), audit: new AuditReader(history) };
  const settings = new SettingsReader(parts);
  const bundles = new RunBundles(parts, reader, settings);
  const tests = new SelfTests(parts, new AccessReview(connection, namespace));
  const many = new ManyRuns(parts, service);
  const schedule = new Schedule(history, kick);
  const [pairNotes, batches] = [new PairNotes(history), new BatchReader(parts)];
  const setUp = new SetUpCheck(parts);
  const asked = { service, schedule, many, bulk, pairNotes };
  const checks = { settings, bundles, tests, setUp };
  const retention = { retention: new RetentionReader(history, config.retention), retentionJob };
  return { ...asked, news, reader, batches, ...audit, ...checks, ...retention, notifier, stop };
}

function notificationsOf(config: Config, history: History, channels: readonly Channel[], log: Log) {
  const { instance, realm, publicUrl, cluster } = config;
  const sender = { instance, realm, publicUrl, environment: cluster.environment };
  return {
    courier: new Courier({ notices: history.notices, channels, sender, log }),
    notifier: new Notifier({ history, channels, sender }),
  };
}

const memoryOf = (config: Config, connection: KubeConnection, namespace: string, log: Log): ClusterMemory =>
  new ClusterMemory({
    connection,
    namespace,
    log,
    reconnectTimeout: config.limits.reconnectTimeout,
    usernameKeys: USERNAME_KEYS,
    ownLabels: { [LABELS.managedBy]: MANAGED_BY, [LABELS.instance]: config.instance },
  });

async function directoryOf(config: Config, claims: ClaimList): Promise<Directory> {
  if (config.directory.source === 'static') return createStaticDirectory(config.directory.file);
  if (config.homes.layout !== 'claimPerUser')
    throw new Error('directory.source: claims needs homes.layout: claimPerUser');
  return createClaimsDirectory(config.homes.claims, () => claims.current());
}
