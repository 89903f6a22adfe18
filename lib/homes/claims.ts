import { type ClaimRules, claimsOfUsers } from '#lib/config/claim-rules.ts';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';

type ByUser = ReadonlyMap<string, readonly KubeClaim[]>;

/** A list of claims is looked through once for many users: as many as a picker shows. */
const known = new WeakMap<readonly KubeClaim[], { readonly rules: ClaimRules; readonly byUser: ByUser }>();

function claimsByUser(rules: ClaimRules, claims: readonly KubeClaim[]): ByUser {
  const before = known.get(claims);
  if (before?.rules === rules) return before.byUser;
  const byUser = Map.groupBy(claimsOfUsers(rules, claims), ({ username }) => username);
  const found: ByUser = new Map([...byUser].map(([user, entries]) => [user, entries.map(({ claim }) => claim)]));
  known.set(claims, { rules, byUser: found });
  return found;
}

export type FoundClaim = { readonly claim: KubeClaim } | { readonly problem: string; readonly missing: boolean };

/**
 * The one claim of a user, compared by the raw name. None is a problem, and more than one is never guessed between.
 * The list of claims is taken as it is: a change of it is a new list.
 */
export function findClaim(rules: ClaimRules, username: string, claims: readonly KubeClaim[]): FoundClaim {
  const [claim, ...more] = claimsByUser(rules, claims).get(username) ?? [];
  if (!claim) return { problem: `${username} has no home: no claim carries this username.`, missing: true };
  const { name } = claim.metadata;
  if (more.length > 0) {
    const names = [claim, ...more].map(({ metadata }) => metadata.name).sort();
    const problem = `${username} has ${names.length} claims (${names.join(', ')}); which one is the home is not guessed.`;
    return { problem, missing: false };
  }
  if (claim.metadata.deletionTimestamp) {
    return { problem: `The home of ${username} (claim ${name}) is being deleted.`, missing: false };
  }
  if (claim.status?.phase === 'Lost') {
    return { problem: `The home of ${username} (claim ${name}) has lost its volume.`, missing: false };
  }
  return { claim };
}
