import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddedCluster } from '#embedded-cluster/testing.ts';
import { startEmbeddedCluster } from '#embedded-cluster/testing.ts';
import type { Actor } from '#lib/access/roles.ts';
import { compose, type Services } from '#lib/compose.ts';
import { loadConfig } from '#lib/config/load.ts';
import { createLog } from '#lib/log.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { type FinalResult, finalResult } from '#lib/migrations/wire.ts';

export const NAMESPACE = 'rehome-test';
export const ACTOR: Actor = { name: 'tester', role: 'admin', source: 'test' };
const REPOSITORY = new URL('../..', import.meta.url).pathname;

export interface RigOptions {
  readonly limits?: Readonly<Record<string, string | number>>;
  readonly policy?: Readonly<Record<string, string | readonly string[]>>;
  /** Homes to make, each with a file of its owner's name. */
  readonly homes?: readonly string[];
  /** Where homes are, if not in one folder of this machine. */
  readonly layout?: Readonly<Record<string, unknown>>;
  /** How many people `old1`, `new1`, … the directory knows besides; they have no homes. */
  readonly pairs?: number;
  /** Who is told of runs. */
  readonly notifications?: readonly Readonly<Record<string, unknown>>[];
}

/** The services of Rehome in this process, over an embedded cluster in its own, with homes and history in a folder. */
export interface Rig {
  readonly cluster: EmbeddedCluster;
  readonly folder: string;
  readonly homes: string;
  services: Services;
  /** Ends the services and, after `meanwhile`, starts new ones on the same history. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  detail(runId: string): Promise<RunDetailView>;
  /** Waits until what is said of a run is so; fails with the run's page after 30 s. */
  until(runId: string, so: (run: RunDetailView) => boolean, withinMs?: number): Promise<RunDetailView>;
  ended(runId: string, withinMs?: number): Promise<RunDetailView>;
  stop(): Promise<void>;
}

export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const { limits = {}, policy = {}, homes = [], pairs = 100, layout, notifications = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), 'rehome-rig-'));
  // Where this runs as root, the pods run as somebody else, and the folders on the way must let them pass.
  const owner = { uid: process.getuid?.() || 1000, gid: process.getgid?.() || 1000 };
  chmodSync(folder, 0o755);
  const homesFolder = join(folder, 'homes');
  mkdirSync(homesFolder);
  for (const name of homes) makeHome(join(homesFolder, name), name, owner);
  const cluster = await startEmbeddedCluster({
    images: { rehome: REPOSITORY },
    seed: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }],
  });
  const file = join(folder, 'rehome.yaml');
  const numbers = Array.from({ length: pairs }, (_, at) => at + 1);
  const people = [...homes, 'nobody', ...numbers.flatMap((at) => [`old${at}`, `new${at}`])];
  writeFileSync(join(folder, 'people.yaml'), JSON.stringify(people.map((username) => ({ username }))));
  const config = {
    ...{ namespace: NAMESPACE, cluster: { kubeconfig: cluster.kubeconfig() } },
    homes: layout ?? { layout: 'shared', volume: { hostPath: { path: homesFolder } }, path: '{username}', owner },
    directory: { source: 'static', file: 'people.yaml' },
    migrator: { image: 'rehome' },
    ...{ limits: { concurrency: 4, ...limits }, policy, history: { url: 'sqlite:history.db' }, notifications },
  };
  writeFileSync(file, JSON.stringify(config));
  const start = async () =>
    compose(
      await loadConfig(file, {}),
      createLog('error', () => {}),
    );
  const rig: Rig = {
    ...{ cluster, folder, homes: homesFolder, services: await start() },
    restart: async (meanwhile) => {
      await rig.services.stop();
      await meanwhile?.();
      rig.services = await start();
    },
    detail: (runId) => rig.services.reader.detail(runId, ACTOR),
    until: async (runId, so, withinMs = 30_000) => {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const run = await rig.detail(runId);
        if (so(run)) return run;
        if (performance.now() > deadline)
          throw new Error(`not so within ${withinMs} ms: ${JSON.stringify(run, null, 1)}`);
        await pause(20);
      }
    },
    ended: (runId, withinMs) => rig.until(runId, ({ status }) => isOutcome(status), withinMs),
    stop: async () => {
      await rig.services.stop();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

function makeHome(path: string, name: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  mkdirSync(path);
  writeFileSync(join(path, 'notes.txt'), `the notes of ${name}\n`);
  for (const entry of [path, join(path, 'notes.txt')]) chownSync(entry, uid, gid);
}

/** A final result as the migrator of a scripted pod would say it. */
export const resultOf = (said: Partial<FinalResult>): string =>
  JSON.stringify(
    finalResult.parse({
      ...{ exitCode: 0, message: '', folder: 'migrated-x', folderState: 'complete', path: '/x', staging: null },
      ...{
        files: 2,
        bytes: 20,
        totalFiles: 2,
        totalBytes: 20,
        owner: { uid: 1, gid: 1 },
        oldHome: null,
        newHome: null,
      },
      ...{ room: null, notes: [], ...said },
    }),
  );

/** A line of a scripted pod's log. */
export const line = (seq: number, rest: object): string => JSON.stringify({ seq, at: '2026-01-01T00:00:00Z', ...rest });
