import type { Config } from '#lib/config/schema.ts';
import type { ResolvedHomes } from '#lib/homes/resolve.ts';
import type { Container, KubeObject, KubePod } from '#lib/storage/kube-objects.ts';
import type { MigratorObjects } from '#lib/storage/migrator-objects.ts';
import {
  ANNOTATIONS,
  ARGO_CD_ANNOTATIONS,
  COMPONENT,
  CONTAINERS,
  LABELS,
  MANAGED_BY,
  type Pair,
  podName,
  userHash,
} from './names.ts';
import { migratorArguments } from './pod-arguments.ts';
import { containerFrame, podFrame } from './pod-frame.ts';
import { containerSecurity } from './pod-security.ts';
import { homeMounts, homeVolumes, VOLUME_MOUNT } from './pod-volumes.ts';
import type { RunPlan } from './run-plan.ts';
import { KINDS, type RunKind } from './states.ts';

/** The run that a pod is made for. */
export interface PodRun extends Pair {
  readonly id: string;
  readonly kind: RunKind;
  /** Name of the copy in the new home; see `folderName`. */
  readonly folder: string;
  readonly plan: RunPlan;
}

export interface PodRequest {
  readonly config: Config;
  readonly run: PodRun;
  readonly homes: ResolvedHomes;
  readonly namespace: string;
}

/** What a migrator's pod says of the run it was made for. */
export interface RunOfPod extends Pair {
  readonly runId: string;
  readonly kind: RunKind;
  readonly instance: string;
}

function metadata({ config, run, namespace }: PodRequest): KubePod['metadata'] {
  return {
    name: podName(config.instance, run, run.kind, run.id),
    namespace,
    labels: {
      [LABELS.managedBy]: MANAGED_BY,
      [LABELS.component]: COMPONENT,
      [LABELS.instance]: config.instance,
      [LABELS.run]: run.id,
      [LABELS.kind]: run.kind,
      [LABELS.oldUser]: userHash(run.oldUser),
      [LABELS.newUser]: userHash(run.newUser),
    },
    annotations: {
      ...ARGO_CD_ANNOTATIONS,
      ...config.migrator.extraAnnotations,
      [ANNOTATIONS.oldUser]: run.oldUser,
      [ANNOTATIONS.newUser]: run.newUser,
      ...(run.kind === 'copy' && { [ANNOTATIONS.folder]: run.folder }),
    },
  };
}

function containers(request: PodRequest): { locate: Container; migrate: Container } {
  const { config, homes, run } = request;
  const args = migratorArguments(request);
  const shared = containerFrame(config);
  return {
    locate: {
      name: CONTAINERS.locate,
      ...shared,
      args: args.locate,
      volumeMounts: [VOLUME_MOUNT],
      securityContext: containerSecurity(config.homes, 'locate', run.kind),
    },
    migrate: {
      name: CONTAINERS.migrate,
      ...shared,
      args: args.migrate,
      volumeMounts: homeMounts(homes, run.kind),
      securityContext: containerSecurity(config.homes, 'migrate', run.kind),
    },
  };
}

/**
 * The objects of one run, complete and ready to be created: a bare pod that sees the homes it works on and nothing else.
 * Pure: the same request gives the same objects, so that ensuring them twice is harmless.
 */
export function buildMigratorObjects(request: PodRequest): MigratorObjects {
  const { config, homes } = request;
  const { limits } = config;
  const { locate, migrate } = containers(request);
  const pod: KubePod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(request),
    spec: {
      ...podFrame(config, homes.node),
      activeDeadlineSeconds: Math.max(1, Math.ceil(limits.runTimeout / 1000)),
      ...(homes.layout === 'shared' && { initContainers: [locate] }),
      containers: [migrate],
      volumes: homeVolumes(homes),
    },
  };
  return { pod, claims: [] };
}

/** The run that a pod was made for; undefined for every pod that is not a migrator's. The inverse of the builder. */
export function readRunOfPod({ metadata: { labels = {}, annotations = {} } }: KubeObject): RunOfPod | undefined {
  if (labels[LABELS.managedBy] !== MANAGED_BY || labels[LABELS.component] !== COMPONENT) return undefined;
  const runId = labels[LABELS.run];
  const instance = labels[LABELS.instance];
  const kind = KINDS.find((each) => each === labels[LABELS.kind]);
  const oldUser = annotations[ANNOTATIONS.oldUser];
  const newUser = annotations[ANNOTATIONS.newUser];
  if (!runId || !instance || !kind || !oldUser || !newUser) return undefined;
  return { runId, oldUser, newUser, kind, instance };
}
