/** A start that was refused because of another run, in words. */
export interface Conflict {
  readonly rule: 'same_pair' | 'reverse' | 'chain';
  readonly oldUser: string;
  readonly newUser: string;
  readonly number: number;
}

/** Says which run is in the way and what to do; `later` where another run took a partial copy first. */
export function conflictWords(conflict: Conflict | 'later'): string {
  if (conflict === 'later') return 'Another run has worked on this copy since. Look at the runs of this pair.';
  const { rule, oldUser, newUser, number } = conflict;
  const run = `run #${number} of ${oldUser} to ${newUser}`;
  switch (rule) {
    case 'same_pair':
      return `This pair is already being migrated: ${run} has not ended. Wait for it, or stop it first.`;
    case 'reverse':
      return `The reverse is being migrated: ${run} has not ended. Wait for it, or stop it first.`;
    case 'chain':
      return `One of these people is on the other side of ${run}, which has not ended. Wait for it, or stop it first.`;
  }
}
