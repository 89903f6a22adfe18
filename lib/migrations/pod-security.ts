import { hasSuffix } from '#lib/config/path-template.ts';
import type { HomesConfig } from '#lib/config/schema.ts';
import type { CONTAINERS } from './names.ts';
import type { RunKind } from './states.ts';

/**
 * What each kind needs of root. Copying: to give files away, to read and write what others own, to set their times and
 * modes, and to keep set-group-id of folders. Checking: to look into what others closed. Discarding: that, and to remove
 * what others own from sticky folders. All are allowed by Pod Security "baseline".
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
const CAPABILITIES: Readonly<Record<RunKind, readonly string[]>> = {
  copy: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID'],
  check: ['DAC_OVERRIDE'],
  discard: ['DAC_OVERRIDE', 'FOWNER'],
};

function capabilities(homes: HomesConfig, container: keyof typeof CONTAINERS, kind: RunKind): readonly string[] {
  if (typeof homes.owner !== 'string') return [];
  if (container === 'migrate') return CAPABILITIES[kind];
  // With a suffix, what lies above the home belongs to its user, and may be closed to everybody else.
  return homes.layout === 'shared' && hasSuffix(homes.path) ? ['DAC_OVERRIDE'] : [];
}

/** The security context of one container; fits Pod Security "restricted" where one owner is set for all homes. */
export function containerSecurity(
  homes: HomesConfig,
  container: keyof typeof CONTAINERS,
  kind: RunKind,
): Readonly<Record<string, unknown>> {
  const add = capabilities(homes, container, kind);
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'], ...(add.length > 0 && { add }) },
  };
}

/** The security context of the pod: the one owner of all homes, else root. */
export function podSecurity({ owner }: HomesConfig): Readonly<Record<string, unknown>> {
  const user =
    typeof owner === 'string'
      ? { runAsUser: 0, runAsGroup: 0, runAsNonRoot: false }
      : { runAsUser: owner.uid, runAsGroup: owner.gid, runAsNonRoot: true };
  return { ...user, seccompProfile: { type: 'RuntimeDefault' } };
}
