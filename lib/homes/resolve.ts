import type { Config, HomesConfig } from '#lib/config/schema.ts';
import type { Pair } from '#lib/migrations/names.ts';
import type { Code } from '#lib/migrations/outcomes.ts';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';
import { findClaim } from './claims.ts';
import { homePath } from './layout.ts';
import { pinToNode } from './node-pin.ts';
import { checkUsername } from './usernames.ts';

/** The volume that holds all homes. */
export type SharedVolume = Extract<HomesConfig, { layout: 'shared' }>['volume'];

/** Where the homes of a pair are, and the node that the pod must run on, if it must. No old one where it is not needed. */
export type ResolvedHomes =
  | {
      readonly layout: 'shared';
      readonly volume: SharedVolume;
      /** Relative to the volume. */
      readonly oldPath: string | null;
      readonly newPath: string;
      readonly node: string | null;
    }
  | {
      readonly layout: 'claimPerUser';
      /** Names of claims in the namespace of the pod. */
      readonly oldClaim: string | null;
      readonly newClaim: string;
      readonly node: string | null;
    };

/** Why no pod can be made, as a sentence and as the code that the run ends with. */
export interface HomesProblem {
  readonly problem: string;
  readonly code: Code;
}

/** One user's home as the picker shows it: the path in the volume or the claim's name, or what is wrong. */
export type FoundHome =
  | { readonly onDisk: string; readonly claim: KubeClaim | null }
  | { readonly problem: string; readonly missing: boolean };

/** Finds one user's home. In the shared layout whether it exists is found out in the cluster only, by the migrator. */
export function findHome(homes: HomesConfig, username: string, claims: readonly KubeClaim[]): FoundHome {
  if (homes.layout === 'shared') {
    const found = homePath(homes.path, username);
    return 'path' in found ? { onDisk: found.path, claim: null } : { problem: found.problem, missing: false };
  }
  const wrong = checkUsername(username);
  if (wrong) return { problem: wrong, missing: false };
  const found = findClaim(homes.claims, username, claims);
  return 'claim' in found ? { onDisk: found.claim.metadata.name, claim: found.claim } : found;
}

type WithHomes = Pick<Config, 'homes'>;
const sameHome = (onDisk: string) => `Both users have the same home (${onDisk}).`;

/** What is wrong with a pair as far as the names alone tell, as a sentence; undefined if nothing is. */
export function resolvePaths({ homes }: WithHomes, { oldUser, newUser }: Pair): string | undefined {
  if (homes.layout === 'claimPerUser') return checkUsername(oldUser) ?? checkUsername(newUser);
  const oldHome = homePath(homes.path, oldUser);
  if ('problem' in oldHome) return oldHome.problem;
  const newHome = homePath(homes.path, newUser);
  if ('problem' in newHome) return newHome.problem;
  return oldHome.path === newHome.path ? sameHome(oldHome.path) : undefined;
}

/**
 * Where both homes are, or why no pod can be made for this pair. Reads nothing but its arguments.
 *
 * @param claims - claims of the namespace; others than homes may be among them
 * @param claimNodes - the node of the running pods that mount a claim, by the claim's name
 */
export function resolveHomes(
  { homes }: WithHomes,
  { oldUser, newUser }: Pair,
  claims: readonly KubeClaim[],
  claimNodes: ReadonlyMap<string, string>,
): ResolvedHomes | HomesProblem {
  const oldHome = findHome(homes, oldUser, claims);
  if ('problem' in oldHome) return { problem: oldHome.problem, code: oldHome.missing ? 'RH-104' : 'RH-240' };
  const newHome = findHome(homes, newUser, claims);
  if ('problem' in newHome) return { problem: newHome.problem, code: newHome.missing ? 'RH-105' : 'RH-240' };
  if (oldHome.onDisk === newHome.onDisk) return { problem: sameHome(oldHome.onDisk), code: 'RH-310' };
  return place(homes, oldHome, newHome, claims, claimNodes);
}

/** The same for a pod that works on the new home alone, whatever has become of the old one. */
export function resolveNewHome(
  { homes }: WithHomes,
  newUser: string,
  claims: readonly KubeClaim[],
  claimNodes: ReadonlyMap<string, string>,
): ResolvedHomes | HomesProblem {
  const newHome = findHome(homes, newUser, claims);
  if ('problem' in newHome) return { problem: newHome.problem, code: newHome.missing ? 'RH-105' : 'RH-240' };
  return place(homes, null, newHome, claims, claimNodes);
}

type Found = Extract<FoundHome, { onDisk: string }>;

function place(
  homes: HomesConfig,
  oldHome: Found | null,
  newHome: Found,
  claims: readonly KubeClaim[],
  claimNodes: ReadonlyMap<string, string>,
): ResolvedHomes | HomesProblem {
  const pin = pinToNode(claimsInUse(homes, [oldHome?.claim ?? null, newHome.claim], claims), claimNodes);
  if ('problem' in pin) return { problem: pin.problem, code: 'RH-241' };
  const [old, fresh] = [oldHome?.onDisk ?? null, newHome.onDisk];
  if (homes.layout === 'shared') {
    const { layout, volume } = homes;
    return { layout, volume, oldPath: old, newPath: fresh, node: pin.node };
  }
  return { layout: homes.layout, oldClaim: old, newClaim: fresh, node: pin.node };
}

/** The claims that the pod will mount: those of both users, or the one that holds all homes. */
function claimsInUse(homes: HomesConfig, own: readonly (KubeClaim | null)[], claims: readonly KubeClaim[]) {
  const all = homes.layout === 'shared' ? homes.volume.persistentVolumeClaim?.claimName : undefined;
  return [...own.filter((claim) => claim !== null), ...claims.filter((claim) => claim.metadata.name === all)];
}
