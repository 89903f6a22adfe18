import { isOutcome, PIPELINE, type PipelineStep, type Status } from './states.ts';
import type { StepView } from './views.ts';

/** Entries that begin a step without naming it. */
const BEGINS: Readonly<Record<string, PipelineStep>> = { queued: 'queued', launched: 'pending' };

const isStep = (text: string): text is PipelineStep => (PIPELINE as readonly string[]).includes(text);

/** The pipeline of a run out of its timeline: which step began when, and where it stands or ended. */
export function stepsOf(
  timeline: readonly { readonly at: number; readonly what: string }[],
  status: Status,
  endedAt: number | null,
): readonly StepView[] {
  const began = new Map<PipelineStep, number>();
  for (const { what, at } of timeline) {
    const step = BEGINS[what] ?? what.replace(/^state:/, '');
    if (isStep(step)) began.set(step, Math.min(at, began.get(step) ?? at));
  }
  const reached = PIPELINE.filter((step) => began.has(step));
  const last = reached.at(-1);
  return PIPELINE.map((step) => {
    const startedAt = began.get(step);
    if (startedAt === undefined) return { step, state: 'unreached', startedAt: null, endedAt: null };
    const following = reached[reached.indexOf(step) + 1];
    const end = following ? began.get(following) : endedAt;
    return { step, state: step === last ? lastStep(status) : 'done', startedAt: iso(startedAt), endedAt: iso(end) };
  });
}

function lastStep(status: Status): StepView['state'] {
  if (!isOutcome(status)) return 'now';
  if (status === 'succeeded' || status === 'succeeded_with_notes') return 'done';
  return status === 'cancelled' || status === 'rejected' ? 'stopped' : 'failed';
}

const iso = (at: number | null | undefined): string | null => (at == null ? null : new Date(at).toISOString());
