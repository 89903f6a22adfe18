import type { HomesConfig } from '#lib/config/schema.ts';
import type { ResolvedHomes } from '#lib/homes/resolve.ts';
import type { PodRequest } from './pod.ts';
import { NEW_HOME, OLD_HOME, VOLUME_MOUNT } from './pod-volumes.ts';
import type { RunPlan } from './run-plan.ts';

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
export function migratorArguments(request: PodRequest): {
  readonly locate: readonly string[];
  readonly migrate: readonly string[];
} {
  const { config, run, homes } = request;
  const people = [
    ...['--owner', ownerArgument(config.homes)],
    ...[option('old-user', run.oldUser), option('new-user', run.newUser)],
  ];
  return {
    locate: ['locate', '--volume', VOLUME_MOUNT.mountPath, ...paths(homes), ...people, ...TERMINATION_LOG],
    migrate: [run.kind, ...work(request), ...people, '--run', run.id, ...TERMINATION_LOG],
  };
}

function paths(homes: ResolvedHomes): readonly string[] {
  if (homes.layout !== 'shared') return [];
  const { oldPath, newPath } = homes;
  return [...(oldPath === null ? [] : [option('old-path', oldPath)]), option('new-path', newPath)];
}

/** What a run of each kind is told beside whose it is. */
function work({ run: { kind, folder, plan } }: PodRequest): readonly string[] {
  const excludes = plan.excludes.map((pattern) => option('exclude', pattern));
  switch (kind) {
    case 'copy':
      return [
        ...['--old-home', OLD_HOME, '--new-home', NEW_HOME, '--folder', folder],
        ...['--set-id', plan.setId, '--verify', plan.verify, ...excludes],
        ...(plan.bandwidth === null ? [] : ['--limit', String(plan.bandwidth)]),
        ...(plan.note ? [option('note', plan.note)] : []),
        ...partial('resume', plan),
      ];
    case 'check':
      return ['--old-home', OLD_HOME, '--new-home', NEW_HOME, ...excludes];
    case 'discard':
      return ['--new-home', NEW_HOME, ...partial('partial', plan)];
  }
}

function partial(name: 'resume' | 'partial', { partial: copy }: RunPlan): readonly string[] {
  if (!copy) return [];
  return [option(name, copy.staging), ...(copy.leftBy === null ? [] : ['--left-by', copy.leftBy])];
}
