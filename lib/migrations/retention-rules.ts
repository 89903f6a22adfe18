import type { OldRun } from '#lib/history/old-runs.ts';
import { endsPartial, type LaterRun, leavesPartial } from './copy-fate.ts';
import type { StayReason } from './retention-views.ts';

/**
 * Which of old runs may be removed, by their ids: null for those that may, else why they stay. A run goes when nothing is
 * left to do about it, and runs that went on in one partial copy go together: an earlier one would lie there as if nobody
 * had gone on from it.
 *
 * @param kin - every run that is linked to one of the old ones
 * @param later - the runs that work on the partial copy of each, oldest first
 * @param before - runs that ended from then on are kept anyway, in milliseconds since the epoch
 */
export function whoMayGo(
  old: readonly OldRun[],
  kin: readonly OldRun[],
  later: ReadonlyMap<string, readonly LaterRun[]>,
  before: number,
): ReadonlyMap<string, StayReason | null> {
  const all = new Map([...kin, ...old].map((run) => [run.id, run]));
  const own = new Map([...all.values()].map((run) => [run.id, whyItStays(run, later.get(run.id) ?? [], before)]));
  const held = new Set([...all.values()].filter(({ id }) => own.get(id) !== null).map((run) => firstOf(run, all)));
  return new Map(old.map((run) => [run.id, own.get(run.id) ?? (held.has(firstOf(run, all)) ? 'kin' : null)]));
}

/** The id of the run that began the partial copy that a run works on; its own where that is nobody else. */
function firstOf(run: OldRun, all: ReadonlyMap<string, OldRun>): string {
  let first = run;
  const seen = new Set<string>();
  while (first.resumes !== null && !seen.has(first.id)) {
    seen.add(first.id);
    const earlier = all.get(first.resumes);
    // Runs that went on from one that is gone already belong together all the same.
    if (!earlier) return first.resumes;
    first = earlier;
  }
  return first.id;
}

function whyItStays(run: OldRun, later: readonly LaterRun[], before: number): StayReason | null {
  if (run.outcome === null || run.endedAt === null || run.endedAt >= before) return 'young';
  if (run.objects === 'present' || run.objects === 'removing' || run.objects === 'stuck') return 'objects';
  if (run.isToBeTold) return 'notice';
  if (run.batchState !== null && run.batchState !== 'ended') return 'batch';
  return leavesPartial(run) && !later.some(endsPartial) ? 'partial' : null;
}
