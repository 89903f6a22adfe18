import { type ClaimRules, claimsOfUsers } from '#lib/config/claim-rules.ts';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';
import type { Directory } from './directory.ts';
import { indexPeople, type PeopleIndex, searchPeople } from './search.ts';

/**
 * The users whose homes are claims. Not complete: somebody who never started a server has no claim yet.
 *
 * @param listClaims - the claims as last known; the same array as long as nothing changed, so that the work is done once
 */
export function createClaimsDirectory(rules: ClaimRules, listClaims: () => readonly KubeClaim[]): Directory {
  let known: { readonly claims: readonly KubeClaim[]; readonly index: PeopleIndex } | undefined;
  const index = (): PeopleIndex => {
    const claims = listClaims();
    if (known?.claims !== claims) {
      const names = new Set(claimsOfUsers(rules, claims).map(({ username }) => username));
      const people = [...names].map((username) => ({ username, displayName: null, uid: null }));
      known = { claims, index: indexPeople(people) };
    }
    return known.index;
  };
  return {
    complete: false,
    search: async (text, limit) => searchPeople(index(), text, limit),
    find: async (username) => index().find(({ person }) => person.username === username)?.person,
  };
}
