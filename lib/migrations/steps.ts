import {
  isOutcome,
  isSuccess,
  PIPELINE,
  PIPELINE_LABELS,
  type PipelineStep,
  type RunKind,
  type Status,
} from './states.ts';
import type { StepView } from './views.ts';

/** Entries that begin a step without naming it. */
const BEGINS: Readonly<Record<string, PipelineStep>> = { queued: 'queued', launched: 'pending' };

/** The steps of each kind. What a check or a discard says of its phases counts for its one step of work. */
export const STEPS: Readonly<Record<RunKind, readonly PipelineStep[]>> = {
  copy: PIPELINE,
  check: ['queued', 'pending', 'scanning'],
  discard: ['queued', 'pending', 'finishing'],
};

const isStep = (text: string): text is PipelineStep => (PIPELINE as readonly string[]).includes(text);

/** What a step is called in a run of that kind. */
export const stepLabel = (step: PipelineStep, kind: RunKind): string =>
  kind === 'discard' && step === 'finishing' ? 'Removing' : PIPELINE_LABELS[step];

/** The pipeline of a run out of its timeline: which step began when, and where it stands or ended. */
export function stepsOf(
  kind: RunKind,
  timeline: readonly { readonly at: number; readonly what: string }[],
  status: Status,
  endedAt: number | null,
): readonly StepView[] {
  const steps = STEPS[kind];
  const began = new Map<PipelineStep, number>();
  for (const { what, at } of timeline) {
    const told = BEGINS[what] ?? what.replace(/^state:/, '');
    if (!isStep(told)) continue;
    const step = steps.includes(told) ? told : (steps.at(-1) ?? told);
    began.set(step, Math.min(at, began.get(step) ?? at));
  }
  const work = steps.at(-1);
  // Work that was over before anybody looked was done all the same.
  if (kind !== 'copy' && work && endedAt !== null && isSuccess(status)) began.set(work, began.get(work) ?? endedAt);
  const reached = steps.filter((step) => began.has(step));
  const last = reached.at(-1);
  return steps.map((step) => {
    const label = stepLabel(step, kind);
    const startedAt = began.get(step);
    if (startedAt === undefined) return { step, label, state: 'unreached', startedAt: null, endedAt: null };
    const following = reached[reached.indexOf(step) + 1];
    const end = following ? began.get(following) : endedAt;
    const state = step === last ? lastStep(status) : 'done';
    return { step, label, state, startedAt: iso(startedAt), endedAt: iso(end) };
  });
}

function lastStep(status: Status): StepView['state'] {
  if (!isOutcome(status)) return 'now';
  if (isSuccess(status)) return 'done';
  return status === 'cancelled' || status === 'rejected' ? 'stopped' : 'failed';
}

const iso = (at: number | null | undefined): string | null => (at == null ? null : new Date(at).toISOString());
