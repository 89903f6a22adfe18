import type { ByteName } from '../byte-name.ts';
import type { Owner } from '../homes.ts';

/** What the workers of the verification are told. */
export interface VerifySetup {
  readonly home: number;
  readonly tree: number;
  readonly owner: Owner;
  readonly oldUid: number;
  readonly keepSetId: boolean;
  readonly isChecksums: boolean;
  /** `InodeTimes` of the scan. */
  readonly times: SharedArrayBuffer;
  readonly excludes: readonly string[];
  /** Entries whose names the new home does not take. */
  readonly refused: readonly ByteName[];
  /** Whether the new home's file system was seen not to keep ACLs or attributes, or holes. */
  readonly losesAttributes: boolean;
  /** Whether the originals were seen to have no attribute of any kind: one whose ctime is still that of the scan has none then. */
  readonly isBare: boolean;
  readonly losesHoles: boolean;
  /** In what steps that file system keeps times, in ns. */
  readonly timeStep: number;
}

/** What the copy holds: everything but folders, and the apparent size of plain files; those with several names apart. */
export interface VerifyTally {
  files: number;
  bytes: number;
}

/** Told by a worker: an entry that is not as it should be. */
export interface Differing {
  readonly differs: string;
  readonly what: string;
}

/** Told by a worker: a name of an inode that has several, here or there. */
export interface LinkedName {
  readonly linked: ByteName;
  readonly original: bigint;
  readonly copy: bigint;
  readonly size: number;
  readonly hasChanged: boolean;
}
