import { createHash } from 'node:crypto';
import type { RunKind } from './states.ts';

/** The two accounts of a migration, in direction: files go from `oldUser` to `newUser`. */
export interface Pair {
  readonly oldUser: string;
  readonly newUser: string;
}

/** The longest name Kubernetes lets a container, a label value or a DNS label have. */
export const MAX_LABEL_LENGTH = 63;
/** The longest username Rehome takes; longer than any platform issues. */
export const MAX_USERNAME_LENGTH = 255;

export const LABELS = {
  managedBy: 'app.kubernetes.io/managed-by',
  component: 'app.kubernetes.io/component',
  instance: 'rehome.dev/instance',
  run: 'rehome.dev/run',
  kind: 'rehome.dev/kind',
  oldUser: 'rehome.dev/old-user-hash',
  newUser: 'rehome.dev/new-user-hash',
} as const;
export const MANAGED_BY = 'rehome';
export const COMPONENT = 'migrator';

/** Annotations; the second group keeps Argo CD from pruning or comparing migrator pods, as the original does. */
export const ANNOTATIONS = {
  oldUser: 'rehome.dev/old-user',
  newUser: 'rehome.dev/new-user',
  folder: 'rehome.dev/folder',
} as const;
export const ARGO_CD_ANNOTATIONS = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false',
} as const;

/** Names of the containers in a migrator pod; results are read by name, never by position. */
export const CONTAINERS = { locate: 'locate', migrate: 'migrate' } as const;

const SEPARATOR = '\0';
const hex = (length: number, ...parts: string[]): string =>
  createHash('sha256').update(parts.join(SEPARATOR)).digest('hex').slice(0, length);

/** A username as a label value: a hash, since a username may hold what a label may not. */
export const userHash = (username: string): string => hex(32, username);

/**
 * The name of a run's pod. Copies and discards are named after the *unordered* pair, so that the API server itself
 * refuses a second one and the reverse, across replicas; a check takes no lock and is named after its run.
 */
export function podName(instance: string, pair: Pair, kind: RunKind, runId: string): string {
  if (kind === 'check') return `rehome-check-${runId}`;
  return `rehome-migrator-${hex(32, instance, ...[pair.oldUser, pair.newUser].sort())}`;
}

/** `YYYYMMDDTHHMMSSZ`, in UTC. */
export const folderStamp = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** A username as part of a file name: itself if harmless and at most 64 bytes, else a slug and 8 hex digits. */
export function safeName(username: string): string {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(username)) return username;
  const slug = username
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 55);
  return `${slug || 'user'}-${hex(8, username)}`;
}

/** The copy's folder in the new home; a resume keeps the first run's. The migrator adds `-2` where it is taken. */
export const folderName = (oldUser: string, firstRunAt: Date): string =>
  `migrated-${safeName(oldUser)}-${folderStamp(firstRunAt)}`;

/** Where a run's copy is made until it is published; never begins with `migrated-`. */
export const stagingName = (runId: string): string => `.rehome-${runId}`;

/** A pair as one string that no other pair has. */
export const pairKey = ({ oldUser, newUser }: Pair): string => `${oldUser}${SEPARATOR}${newUser}`;
