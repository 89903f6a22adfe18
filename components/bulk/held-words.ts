/** How the list is being looked over, and what was found. */
interface Looked {
  readonly isFetching: boolean;
  readonly isError: boolean;
  /** Whether a field of the form is wrong. */
  readonly hasProblem: boolean;
  /** How many rows would start. */
  readonly chosen: number;
  /** Whether it is known that they do not all fit. */
  readonly isShort: boolean;
}

/** Why it cannot start now, in a sentence; null where it can. */
export function heldBy({ isFetching, isError, hasProblem, chosen, isShort }: Looked): string | null {
  if (isFetching) return 'The rows are being looked over.';
  if (isError) return 'The rows could not be looked over. Try again, above them.';
  if (hasProblem) return 'Mend the fields above first.';
  if (chosen === 0) return 'No row is ready. Mend a row above, or decide on one.';
  return isShort ? 'There is not enough room for all of them. Start fewer, or make room and check a pair.' : null;
}
