import { isOutcome } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';

type Run = Pick<RunView, 'id' | 'status'>;

/** The id of the run that was asked for last, both ways; ids sort by time. */
export const newestOf = ({
  runs,
  reverseRuns,
}: {
  readonly runs: readonly Run[];
  readonly reverseRuns: readonly Run[];
}): string => [...runs, ...reverseRuns].reduce((newest, { id }) => (id > newest ? id : newest), '');

/** Whether a run has come, or has ended, since then. */
export function hasNews(before: readonly Run[], now: readonly Run[]): boolean {
  const statusOf = new Map(before.map(({ id, status }) => [id, status]));
  return now.some(({ id, status }) => {
    const known = statusOf.get(id);
    return known === undefined || (isOutcome(status) && !isOutcome(known));
  });
}
