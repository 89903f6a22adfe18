import type { LaterRunView } from './evidence-views.ts';
import type { FolderState, Outcome, RunKind } from './states.ts';

/** A run that works on the partial copy of an earlier one: a copy goes on in it, a discard removes it. */
export interface LaterRun {
  readonly id: string;
  readonly number: number;
  readonly kind: RunKind;
  readonly outcome: Outcome | null;
  readonly folderState: FolderState;
}

/** Whether a later run never got as far as the partial copy, which then is as if there had been none. */
export const neverTouched = ({ outcome, folderState }: Pick<LaterRun, 'outcome' | 'folderState'>): boolean =>
  outcome !== null && outcome !== 'succeeded' && outcome !== 'succeeded_with_notes' && folderState === 'none';

/** What became of the partial copy that a run left: the last run that worked on it, or null where it lies as it was left. */
export function fateOf(later: readonly LaterRun[]): LaterRunView | null {
  const last = later.findLast((run) => !neverTouched(run));
  if (!last) return null;
  const { id, number, kind, outcome } = last;
  if (kind === 'copy') return { id, number, what: outcome === null ? 'resuming' : 'superseded' };
  if (outcome === null) return { id, number, what: 'discarding' };
  return outcome === 'succeeded' ? { id, number, what: 'discarded' } : null;
}

/** Whether a copy that ended so has left a partial copy, or may have. */
export const leavesPartial = ({ kind, outcome, folderState }: Omit<LaterRun, 'id' | 'number'>): boolean =>
  kind === 'copy' && outcome !== null && (folderState === 'partial' || folderState === 'unknown');

/** Whether a run that ended so was the last word on the partial copy it worked on: that is another run's now, or gone. */
export function endsPartial(later: LaterRun): boolean {
  const what = fateOf([later])?.what;
  return what === 'superseded' || what === 'discarded';
}
