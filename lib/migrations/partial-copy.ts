import type { RunRecord } from '#lib/history/run-record.ts';
import { fateOf, type LaterRun, neverTouched } from './copy-fate.ts';
import type { LaterRunView } from './evidence-views.ts';
import { stagingName } from './names.ts';
import { type PartialCopy, recordedPlan } from './run-plan.ts';

type Ended = Pick<RunRecord, 'id' | 'kind' | 'outcome' | 'folderState' | 'settings'>;

/** The folder a copy was made in: that of the first run of those that went on in it. */
export const stagingOf = ({ id, settings }: Pick<RunRecord, 'id' | 'settings'>): string =>
  recordedPlan(settings)?.partial?.staging ?? stagingName(id);

/**
 * The partial copy of a run that has ended, to go on in or to discard; or, as a sentence, why there is none. A run that
 * was killed left no word of it, so that one is tried too: the migrator looks for the mark in the folder.
 *
 * @param later - every run that worked on it since, oldest first
 */
export function partialCopyOf(run: Ended, later: readonly LaterRun[]): PartialCopy | { readonly problem: string } {
  if (run.kind !== 'copy') return { problem: 'Only a copy leaves something to go on with, and this run is none.' };
  if (run.outcome === null) return { problem: 'This run has not ended. Wait for it, or stop it first.' };
  if (run.folderState === 'complete') return { problem: 'This run finished its copy.' };
  if (run.folderState === 'none') return { problem: 'This run left no partial copy.' };
  const fate = fateOf(later);
  if (fate) return { problem: FATES[fate.what](fate.number) };
  return { staging: stagingOf(run), leftBy: isCertain(run, later) ? run.id : null };
}

export const isPartialCopy = (found: ReturnType<typeof partialCopyOf>): found is PartialCopy => 'staging' in found;

const FATES: Readonly<Record<LaterRunView['what'], (number: number) => string>> = {
  resuming: (number) => `Run #${number} goes on in this copy now.`,
  superseded: (number) => `Run #${number} went on in this copy. Look there.`,
  discarding: (number) => `Run #${number} is removing this copy.`,
  discarded: (number) => `Run #${number} removed this copy.`,
};

/**
 * Whether the folder bears this run's mark. A resumed run that was killed may not have set its own yet, and a discard
 * that failed may have set another.
 */
const isCertain = (run: Ended, later: readonly LaterRun[]): boolean =>
  later.every(neverTouched) && (run.folderState === 'partial' || !recordedPlan(run.settings)?.partial);
