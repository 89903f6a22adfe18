import type { Owner } from '../homes.ts';

/** What the workers of the bulk pass are told. Descriptors are the process's, and so the same in every worker. */
export interface BulkSetup {
  readonly home: number;
  /** The old home's path as it is given, and whose it is: by these, links into it are known. */
  readonly homePath: string;
  readonly oldUser: string;
  readonly tree: number;
  /** An empty private folder beside the tree, where files with several names are kept by inode while the pass runs. */
  readonly links: number;
  readonly owner: Owner;
  readonly keepSetId: boolean;
  readonly isRoot: boolean;
  readonly bytesPerSecond: number | null;
  readonly excludes: readonly string[];
  /** Whether the tree may hold something already. */
  readonly resumed: boolean;
  /** Whether nothing is compared afterwards, so that what is left out has to be noted here. */
  readonly isLastLook: boolean;
  /** Only the folders that are the tasks, not those in them. */
  readonly isShallow: boolean;
  /** What was written to the tree at this moment (ns by its own clock) or later may not be on its disk; null for nothing. */
  readonly suspectFrom: string | null;
  /** In what steps the new home's file system keeps times, in ns. */
  readonly timeStep: number;
}

export interface BulkTally {
  /** What was right already. */
  readonly keptFiles: number;
  readonly keptBytes: number;
  /** Whether any entry had an attribute or ACL that a copy has too. */
  readonly hasAttributes: boolean;
  /** Whether every file, folder and FIFO was seen to have no attribute of any kind. */
  readonly isBare: boolean;
  /** Links back into the old home beyond those that were told one by one. */
  readonly untoldLinks: number;
}

/** Told by a worker: an entry whose ACL may name the old user. */
export interface AclFound {
  readonly acl: string;
}
