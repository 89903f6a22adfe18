import type { Config } from '#lib/config/schema.ts';

/** One thing that Rehome's account must be allowed, and what does not work without it. */
export interface NeededPermission {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly isClusterWide?: true;
  readonly means: string;
}

const PODS: readonly NeededPermission[] = [
  { verb: 'create', resource: 'pods', means: 'No migration and no check can start.' },
  { verb: 'list', resource: 'pods', means: 'Rehome sees nothing of the cluster and starts nothing.' },
  { verb: 'watch', resource: 'pods', means: 'Rehome sees nothing of the cluster and starts nothing.' },
  { verb: 'get', resource: 'pods', means: 'Rehome cannot tell a pod that is gone from one it does not see.' },
  { verb: 'delete', resource: 'pods', means: 'Running migrations cannot be stopped, and pods stay.' },
  { verb: 'get', resource: 'pods', subresource: 'log', means: 'Progress and logs are not seen.' },
  { verb: 'list', resource: 'events', means: 'Why a pod waits is not seen.' },
  { verb: 'watch', resource: 'events', means: 'Why a pod waits is not seen.' },
];

const CLAIMS: readonly NeededPermission[] = [
  { verb: 'list', resource: 'persistentvolumeclaims', means: 'The homes are not found, and no migration can start.' },
];

const VOLUMES: readonly NeededPermission[] = [
  {
    ...{ verb: 'get', resource: 'persistentvolumes', isClusterWide: true },
    means: 'Cleanup cannot tell what becomes of a volume when its claim is deleted.',
  },
];

type Homes = Pick<Config, 'homes'>;

const usesClaims = ({ homes }: Homes): boolean =>
  homes.layout === 'claimPerUser' || homes.volume.persistentVolumeClaim !== undefined;

/** What this configuration needs in the namespace of the pods; claims only where homes lie in some. */
export const neededPermissions = (config: Homes): readonly NeededPermission[] =>
  usesClaims(config) ? [...PODS, ...CLAIMS] : PODS;

/** What Rehome does without, and tells less. */
export const optionalPermissions = (config: Homes): readonly NeededPermission[] => (usesClaims(config) ? VOLUMES : []);
