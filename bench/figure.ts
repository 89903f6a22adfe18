/** One line of a bench's table: what was measured, with its unit, and the same of a peer in the same minutes. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly peer?: string;
  /** Ours by the peer's. */
  readonly ratio?: string;
}

/** Less than a table is made of, to try something out. */
export interface Trial {
  readonly rounds?: number;
  /** Parts of the names of the peers to run; all where it is left out. */
  readonly peers?: readonly string[];
}

/** One question, asked of the running product. */
export interface Bench {
  /** How it is called on the command line. */
  readonly name: string;
  readonly title: string;
  /** What is timed, over what, against which peer. */
  readonly how: string;
  /** Throws `CannotRun` where this machine cannot. */
  run(say: (line: string) => void, trial?: Trial): Promise<readonly Figure[]>;
}
