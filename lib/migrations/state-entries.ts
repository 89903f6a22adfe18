import type { TimelineEntry } from '#lib/history/timeline.ts';
import { PHASES, type Phase, type RunState } from './states.ts';

/**
 * What a run's timeline tells of a new state: first the phases that began and ended since the last look, then the state
 * itself. A phase that is reached for the first time is dated by the log, in ms since the epoch; else by `now`.
 */
export function stateEntries(
  last: RunState,
  state: RunState,
  told: ReadonlyMap<Phase, number> | undefined,
  { now, detail }: { readonly now: number; readonly detail: string | null },
): readonly TimelineEntry[] {
  const from = place(last) + 1;
  const reached = PHASES.slice(from, place(state) + 1);
  const passed = reached.flatMap((phase) => {
    const at = told?.get(phase);
    return phase === state || at === undefined ? [] : [{ at, what: `state:${phase}` }];
  });
  const at = reached.flatMap((phase) => (phase === state ? (told?.get(phase) ?? []) : []))[0];
  return [...passed, { at: at ?? now, what: `state:${state}`, detail }];
}

const place = (state: RunState): number => (PHASES as readonly RunState[]).indexOf(state);
