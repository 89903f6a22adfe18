import type { TimelineEntry } from '#lib/history/timeline.ts';
import { PHASES, type Phase, type RunState } from './states.ts';

/**
 * What a run's timeline tells of a new state: first the phases that the log told and that were over before this look, then
 * the state itself. All are dated by the look, `now` in ms since the epoch: by an earlier date they could come before what is told already.
 */
export function stateEntries(
  last: RunState,
  state: RunState,
  told: ReadonlyMap<Phase, number> | undefined,
  { now, detail }: { readonly now: number; readonly detail: string | null },
): readonly TimelineEntry[] {
  const passed = PHASES.slice(place(last) + 1, Math.max(0, place(state))).filter((phase) => told?.has(phase));
  return [...passed.map((phase) => ({ at: now, what: `state:${phase}` })), { at: now, what: `state:${state}`, detail }];
}

const place = (state: RunState): number => (PHASES as readonly RunState[]).indexOf(state);
