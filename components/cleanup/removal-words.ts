import type { CleanUpOutcome, LeftoverView } from '#lib/migrations/views.ts';

/** What a clean-up came to, as a sentence and what is left to tell of each pod that stayed. */
export interface RemovalReport {
  /** Whether everything that was asked for is gone. */
  readonly complete: boolean;
  readonly title: string;
  readonly kept: CleanUpOutcome['kept'];
}

/** `3 pods`. */
export const podCount = (count: number): string => (count === 1 ? '1 pod' : `${count} pods`);

/** A pod that was asked for and is in neither list had gone before. */
export function reportOf(asked: readonly string[], { removed, kept }: CleanUpOutcome): RemovalReport {
  const known = new Set([...removed, ...kept.map(({ pod }) => pod)]);
  const gone = asked.filter((pod) => !known.has(pod)).length;
  const parts = [
    removed.length > 0 ? `${podCount(removed.length)} removed` : '',
    gone > 0 ? `${podCount(gone)} had gone already` : '',
    kept.length > 0 ? `${podCount(kept.length)} left alone` : '',
  ].filter((part) => part !== '');
  return { complete: kept.length === 0, title: `${parts.join(', ')}.`, kept };
}

/** How much of a pod's evidence is on record: what is not is lost with the pod. */
export const EVIDENCE_WORDS: Readonly<Record<LeftoverView['evidence'], string>> = {
  captured: 'Log and events saved',
  partial: 'Saved in part',
  none: 'Not saved',
  removed: 'Removed by the retention rule',
};

/** What removing these pods means for their evidence. */
export function evidenceSentence(leftovers: readonly Pick<LeftoverView, 'evidence'>[]): string {
  const unsaved = leftovers.filter(({ evidence }) => evidence !== 'captured').length;
  if (unsaved === 0) return 'Log, events and exit code are saved with the run.';
  const which =
    leftovers.length === 1 ? 'this pod' : unsaved === leftovers.length ? 'these pods' : `${unsaved} of them`;
  return `Evidence of ${which} is not complete. What is not saved goes with the pod: read its log first if you need it.`;
}
