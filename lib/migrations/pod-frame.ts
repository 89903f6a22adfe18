import type { Config } from '#lib/config/schema.ts';
import type { PodSpec } from '#lib/storage/kube-objects.ts';
import { pinnedAffinity } from './pod-affinity.ts';
import { podSecurity } from './pod-security.ts';

/** What every pod of Rehome is: run once, without a token, as the owner that is configured, where pods may run. */
export function podFrame(config: Config, node: string | null): Omit<PodSpec, 'containers' | 'activeDeadlineSeconds'> {
  const { migrator, limits, homes } = config;
  const affinity = pinnedAffinity(migrator.affinity, node);
  return {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: Math.max(1, Math.ceil(limits.stopGrace / 1000)),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurity(homes),
    ...(Object.keys(migrator.nodeSelector).length > 0 && { nodeSelector: migrator.nodeSelector }),
    ...(Object.keys(affinity).length > 0 && { affinity }),
    ...(migrator.tolerations.length > 0 && { tolerations: migrator.tolerations.map((each) => ({ ...each })) }),
    ...(migrator.priorityClassName && { priorityClassName: migrator.priorityClassName }),
    ...(migrator.imagePullSecrets.length > 0 && { imagePullSecrets: migrator.imagePullSecrets }),
  };
}

/** What every container of Rehome is made from. */
export function containerFrame({ migrator }: Config) {
  const { image, imagePullPolicy, command, resources } = migrator;
  return {
    image,
    ...(imagePullPolicy && { imagePullPolicy }),
    command,
    resources,
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  };
}
