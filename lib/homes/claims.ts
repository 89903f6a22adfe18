import { type ClaimRules, claimsOfUsers } from '#lib/config/claim-rules.ts';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';

export type FoundClaim = { readonly claim: KubeClaim } | { readonly problem: string; readonly missing: boolean };

/** The one claim of a user, compared by the raw name. None is a problem, and more than one is never guessed between. */
export function findClaim(rules: ClaimRules, username: string, claims: readonly KubeClaim[]): FoundClaim {
  const found = claimsOfUsers(rules, claims).filter((entry) => entry.username === username);
  const [first, ...more] = found;
  if (!first) return { problem: `${username} has no home: no claim carries this username.`, missing: true };
  const names = found.map(({ claim }) => claim.metadata.name).sort();
  if (more.length > 0) {
    const problem = `${username} has ${names.length} claims (${names.join(', ')}); which one is the home is not guessed.`;
    return { problem, missing: false };
  }
  if (first.claim.metadata.deletionTimestamp) {
    return { problem: `The home of ${username} (claim ${names[0]}) is being deleted.`, missing: false };
  }
  if (first.claim.status?.phase === 'Lost') {
    return { problem: `The home of ${username} (claim ${names[0]}) has lost its volume.`, missing: false };
  }
  return { claim: first.claim };
}
