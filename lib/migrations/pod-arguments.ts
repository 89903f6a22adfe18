import type { HomesConfig } from '#lib/config/schema.ts';
import type { PodRequest } from './pod.ts';
import { NEW_HOME, OLD_HOME, VOLUME_MOUNT } from './pod-volumes.ts';

const TERMINATION_LOG = ['--termination-log', '/dev/termination-log'];

/** `fromHome`, or `UID:GID`. */
const ownerArgument = ({ owner }: HomesConfig): string =>
  typeof owner === 'string' ? owner : `${owner.uid}:${owner.gid}`;

/**
 * Text that the kubelet hands over unchanged: it reads `$(NAME)` in arguments as a variable and `$$` as one `$`.
 * https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
const literal = (text: string): string => text.replaceAll('$', () => '$$');

/** One argument, so that a value which begins with a dash is not taken for an option. */
const option = (name: string, value: string): string => `--${name}=${literal(value)}`;

/** The arguments of both containers; `locate` has none to run on where each user has a claim. No shell reads them. */
export function migratorArguments({ config, run, homes }: PodRequest): {
  readonly locate: readonly string[];
  readonly copy: readonly string[];
} {
  const owner = ['--owner', ownerArgument(config.homes)];
  const users = [option('old-user', run.oldUser), option('new-user', run.newUser)];
  const paths = homes.layout === 'shared' ? [option('old-path', homes.oldPath), option('new-path', homes.newPath)] : [];
  return {
    locate: ['locate', '--volume', VOLUME_MOUNT.mountPath, ...paths, ...users, ...owner, ...TERMINATION_LOG],
    copy: [
      ...['copy', '--old-home', OLD_HOME, '--new-home', NEW_HOME],
      ...owner,
      ...users,
      ...['--run', run.id, '--folder', run.folder, '--set-id', config.policy.setId],
      ...TERMINATION_LOG,
    ],
  };
}
