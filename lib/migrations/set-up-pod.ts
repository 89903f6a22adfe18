import { createHash } from 'node:crypto';
import type { Config } from '#lib/config/schema.ts';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { hasExited, readPodFacts } from '#lib/storage/pod-facts.ts';
import { ARGO_CD_ANNOTATIONS, LABELS, MANAGED_BY } from './names.ts';
import { containerFrame, podFrame } from './pod-frame.ts';
import { sharedVolumes, VOLUME_MOUNT } from './pod-volumes.ts';

/** Unlike a migrator's, so that nobody takes it for a run’s. */
const COMPONENT = 'set-up-check';
/** The one container of it. */
export const SET_UP_CONTAINER = 'set-up-check';
/** How long it may take from its making to its end, in milliseconds. */
export const SET_UP_MS = 60_000;
/** Whoever made it has read it and asked it to go by then, in milliseconds. */
const READ_MS = 5_000;

/**
 * The pod that tries the set-up: made as a migrator's is, of the same image, in the same place, as the same user and
 * without any capability. It sees the volume of the homes read-only and opens no home. There is one name for it, so that the
 * API server itself refuses a second one.
 */
export function setUpPod(config: Config, namespace: string): KubePod {
  const { homes, instance, migrator } = config;
  const isShared = homes.layout === 'shared';
  const hash = createHash('sha256').update(instance).digest('hex').slice(0, 16);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `rehome-set-up-check-${hash}`,
      namespace,
      labels: { [LABELS.managedBy]: MANAGED_BY, [LABELS.component]: COMPONENT, [LABELS.instance]: instance },
      annotations: { ...ARGO_CD_ANNOTATIONS, ...migrator.extraAnnotations },
    },
    spec: {
      ...podFrame(config, null),
      activeDeadlineSeconds: SET_UP_MS / 1000,
      containers: [
        {
          name: SET_UP_CONTAINER,
          ...containerFrame(config),
          args: [
            ...(isShared ? ['look', '--volume', VOLUME_MOUNT.mountPath] : ['look']),
            ...['--termination-log', '/dev/termination-log'],
          ],
          ...(isShared && { volumeMounts: [VOLUME_MOUNT] }),
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
      ...(isShared && { volumes: sharedVolumes(homes.volume) }),
    },
  };
}

/** Whether a pod was made to try the set-up. */
export const isSetUpPod = ({ metadata: { labels = {} } }: KubePod): boolean =>
  labels[LABELS.managedBy] === MANAGED_BY && labels[LABELS.component] === COMPONENT;

/** Whether a pod that tried the set-up is nobody's any more: what made it would have removed it by `now`. */
export function isForgotten(pod: KubePod, now: number): boolean {
  if (!isSetUpPod(pod) || pod.metadata.deletionTimestamp) return false;
  const facts = readPodFacts(pod);
  if (hasExited(facts, SET_UP_CONTAINER)) return now - Date.parse(facts.finishedAt ?? facts.createdAt ?? '') > READ_MS;
  return now - Date.parse(facts.createdAt ?? '') > SET_UP_MS + READ_MS;
}
