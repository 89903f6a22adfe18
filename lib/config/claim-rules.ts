import { parseLabelSelector } from './label-selector.ts';
import type { HomesConfig } from './schema.ts';

/** The settings that tell which claims are homes, and whose. */
export type ClaimRules = Extract<HomesConfig, { layout: 'claimPerUser' }>['claims'];

interface Labelled {
  readonly metadata: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/**
 * The claims that are homes, each with the raw username of its annotation; other claims are left out. Names of claims
 * are never computed: spawners keep old names when their rules change.
 */
export function claimsOfUsers<Claim extends Labelled>(
  rules: ClaimRules,
  claims: readonly Claim[],
): readonly { readonly username: string; readonly claim: Claim }[] {
  const isHome = parseLabelSelector(rules.labelSelector);
  return claims.flatMap((claim) => {
    const username = claim.metadata.annotations?.[rules.usernameAnnotation];
    return username && isHome?.(claim.metadata.labels ?? {}) ? [{ username, claim }] : [];
  });
}
