import type { HomesConfig } from '#lib/config/schema.ts';
import { EXIT } from '#lib/migrations/exit-codes.ts';
import type { Pair } from '#lib/migrations/names.ts';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';
import { findClaim } from './claims.ts';
import { homePath } from './layout.ts';
import { type NodePin, pinToNode } from './node-pin.ts';
import { checkUsername } from './usernames.ts';

/** The volume that holds all homes. */
export type SharedVolume = Extract<HomesConfig, { layout: 'shared' }>['volume'];

/** Where both homes of a pair are, and the node that the pod must run on, if it must. */
export type ResolvedHomes =
  | {
      readonly layout: 'shared';
      readonly volume: SharedVolume;
      /** Relative to the volume. */
      readonly oldPath: string;
      readonly newPath: string;
      readonly node: string | null;
    }
  | {
      readonly layout: 'claimPerUser';
      /** Names of claims in the namespace of the pod. */
      readonly oldClaim: string;
      readonly newClaim: string;
      readonly node: string | null;
    };

/** Why no pod can be made. `exitCode` is the migrator's for the same finding (4, 5, 10), null where it has none. */
export interface HomesProblem {
  readonly problem: string;
  readonly exitCode: number | null;
}

/** What the cluster was last known to hold. */
export interface ClusterFacts {
  /** Claims of the namespace; others than homes may be among them. */
  readonly claims: readonly KubeClaim[];
  /** The node of the running pods that mount a claim, by the claim's name. */
  readonly claimNodes: ReadonlyMap<string, string>;
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

/** Where both homes are, or why no pod can be made for this pair. Reads nothing but its arguments. */
export function resolveHomes(homes: HomesConfig, pair: Pair, facts: ClusterFacts): ResolvedHomes | HomesProblem {
  const oldHome = findHome(homes, pair.oldUser, facts.claims);
  if ('problem' in oldHome) return homeless(oldHome, EXIT.noOldHome);
  const newHome = findHome(homes, pair.newUser, facts.claims);
  if ('problem' in newHome) return homeless(newHome, EXIT.noNewHome);
  if (oldHome.onDisk === newHome.onDisk) {
    return { problem: `Both users have the same home (${oldHome.onDisk}).`, exitCode: EXIT.unsafeHome };
  }
  const pin = pinOf(homes, [oldHome.claim, newHome.claim], facts);
  if ('problem' in pin) return { problem: pin.problem, exitCode: null };
  if (homes.layout === 'shared') {
    const { layout, volume } = homes;
    return { layout, volume, oldPath: oldHome.onDisk, newPath: newHome.onDisk, node: pin.node };
  }
  return { layout: homes.layout, oldClaim: oldHome.onDisk, newClaim: newHome.onDisk, node: pin.node };
}

const homeless = (home: { problem: string; missing: boolean }, code: number): HomesProblem => ({
  problem: home.problem,
  exitCode: home.missing ? code : null,
});

function pinOf(homes: HomesConfig, own: readonly (KubeClaim | null)[], facts: ClusterFacts): NodePin {
  const sharedName = homes.layout === 'shared' ? homes.volume.persistentVolumeClaim?.claimName : undefined;
  const shared = facts.claims.filter((claim) => claim.metadata.name === sharedName);
  return pinToNode([...own.filter((claim) => claim !== null), ...shared], facts.claimNodes);
}
