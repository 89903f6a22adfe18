import type { ManyOutcome } from '#lib/migrations/many-views.ts';
import { isOutcome, STATUS } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';

/** What can be asked for several runs at once. */
export type Deed = 'stop' | 'seen' | 'tidy';

/** A run that a deed leaves out, and why. */
export interface Skipped {
  readonly run: RunView;
  readonly why: string;
}

/** For which runs a deed will be asked, and which it leaves out. */
export function split(
  deed: Deed,
  runs: readonly RunView[],
): { readonly doing: readonly RunView[]; readonly skipped: readonly Skipped[] } {
  const reasons = runs.map((run) => ({ run, why: REASONS[deed](run) }));
  return {
    doing: reasons.flatMap(({ run, why }) => (why === null ? [run] : [])),
    skipped: reasons.flatMap(({ run, why }) => (why === null ? [] : [{ run, why }])),
  };
}

/** Why a run is left out, as the middle of a sentence; null where it is not. */
const REASONS: Readonly<Record<Deed, (run: RunView) => string | null>> = {
  stop: ({ status }) => {
    if (isOutcome(status)) return 'has ended';
    return status === 'stopping' ? 'is being stopped already' : null;
  },
  seen: ({ status, kind, seenBy }) => {
    const { family } = STATUS[status];
    if (!isOutcome(status) || (family !== 'failed' && family !== 'lost')) return 'did not fail';
    if (kind === 'check') return 'is a check, which needs nobody';
    return seenBy ? 'was seen before' : null;
  },
  tidy: ({ status, objects }) => {
    if (!isOutcome(status)) return 'has not ended';
    if (objects === 'removing' || objects === 'stuck') return 'is being cleaned up already';
    return objects === 'present' ? null : 'left nothing in the cluster';
  },
};

/** Said where a deed leaves out every run; why it does is said with each. */
export const NONE_CAN: Readonly<Record<Deed, string>> = {
  stop: 'None of these can be stopped.',
  seen: 'None of these can be marked as seen.',
  tidy: 'None of these left anything to remove.',
};

const runs = (count: number): string => (count === 1 ? '1 run' : `${count} runs`);

const DONE: Readonly<Record<Deed, (count: number) => string>> = {
  stop: (count) => `${runs(count)} asked to stop`,
  seen: (count) => `${runs(count)} marked as seen`,
  tidy: (count) => `Leftovers of ${runs(count)} removed`,
};

/** What it came to, in one sentence: `2 runs asked to stop, 1 run skipped.` */
export function outcomeWords(deed: Deed, { done, skipped }: ManyOutcome): string {
  const parts = [
    done.length > 0 ? DONE[deed](done.length) : '',
    skipped.length > 0 ? `${runs(skipped.length)} skipped` : '',
  ].filter((part) => part !== '');
  return `${parts.join(', ')}.`;
}
