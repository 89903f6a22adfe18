/** The state of a migrator's environment, as the original reports it: one per user pair. Times are ISO 8601, UTC. */
export interface MigratorStatus {
  readonly oldUser: string;
  readonly newUser: string;
  /** The pod this was read from, so that two runs of a pair cannot be mixed up. */
  readonly podUid: string;
  readonly podName: string;
  readonly startTime: string | null;
  readonly endTime: string | null;
  /** True until the migrator's container, or its whole pod, has ended. */
  readonly running: boolean;
  /** The `migrate` container's exit code, else that of an init container that failed; null while running or unknown. */
  readonly exitCode: number | null;
  /** The cluster's word for how it ended: `Completed`, `Error`, `OOMKilled`, `Evicted`, … */
  readonly reason: string | null;
}
