import { PIPELINE, PIPELINE_LABELS, STATUS } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { familyOf, percentOfRun } from './status-look.ts';
import { stepIndexOf } from './step-index.ts';

/** A tick like no other of its tape. */
type LoneTick = 'now' | 'late' | 'failed' | 'stopped' | 'lost';
type Tick = LoneTick | 'done' | 'ahead';

const SLOT = 13;
const GAP = 2;
const PITCH = SLOT + GAP;

interface TapeProps {
  readonly run: RunView;
  readonly now: string;
}

/** The pipeline in a row of a list: seven ticks, told apart by height and shape, and one sentence that says the same. */
export function Tape({ run, now }: TapeProps) {
  const at = stepIndexOf(run);
  const current = currentTick(run, now);
  const percent = run.status === 'copying' ? percentOfRun(run) : null;
  const leftOut = leftOutOf(run);
  const isEven = current === 'done' || current === 'ahead';
  const done = current === 'done' ? at + 1 : at;
  const ahead = current === 'ahead' ? at : at + 1;
  const filled = STEPS.filter((step) => step < done && step !== leftOut);
  const hollow = STEPS.filter((step) => step >= ahead || (step < done && step === leftOut));
  return (
    <svg
      width={7 * SLOT + 6 * GAP}
      height="12"
      className="tape"
      role="img"
      aria-label={sentenceOf(run, at, current, percent)}
    >
      <path d={bars(filled, '4.5h11v3h-11z')} className="fill-ink-3 stroke-ink-3 stroke-2" />
      {!isEven && (
        <g transform={`translate(${at * PITCH} 0)`}>
          <TickShape tick={current} percent={percent} />
        </g>
      )}
      <path d={bars(hollow, '4h11v4h-11z')} className="fill-none stroke-edge/75" />
    </svg>
  );
}

const STEPS = PIPELINE.map((_, at) => at);
/** The step that a run goes past. */
const leftOutOf = ({ comparesNothing }: RunView): number => (comparesNothing ? PIPELINE.indexOf('verifying') : -1);

/** The outlines of some ticks in one path: a drawing with fewer parts is drawn sooner. */
const bars = (ticks: readonly number[], outline: string): string =>
  ticks.map((at) => `M${at * PITCH + 1} ${outline}`).join('');

function currentTick(run: RunView, now: string): Tick {
  const family = familyOf(run, now);
  if (family === 'attention') return 'late';
  if (family === 'waiting') return run.status === 'queued' ? 'ahead' : 'now';
  if (family === 'notes') return 'done';
  return family === 'working' ? 'now' : family;
}

function sentenceOf(run: RunView, at: number, tick: Tick, percent: number | null): string {
  const name = PIPELINE_LABELS[PIPELINE[at] ?? 'queued'];
  const where = `step ${at + 1} of ${PIPELINE.length}, ${name}`;
  if (tick === 'failed' || tick === 'stopped') return `${STATUS[run.status].label} in ${where}`;
  if (tick === 'lost') return `Last seen in ${where}`;
  if (tick === 'done' && run.comparesNothing)
    return `${PIPELINE.length - 1} steps done, ${PIPELINE_LABELS.verifying} left out`;
  if (tick === 'done') return `All ${PIPELINE.length} steps done`;
  const progress = percent === null ? '' : `, ${percent} percent`;
  return `Step ${at + 1} of ${PIPELINE.length}, ${name}${progress}${tick === 'late' ? ', needs attention' : ''}`;
}

function TickShape({ tick, percent }: { readonly tick: LoneTick; readonly percent: number | null }) {
  switch (tick) {
    case 'now':
      return (
        <>
          <rect x=".5" y="1" width={SLOT - 1} height="10" rx=".5" className="fill-accent-tint stroke-accent" />
          <rect y=".5" width={(SLOT * (percent ?? 50)) / 100} height="11" rx="1" className="fill-accent" />
        </>
      );
    case 'late':
      return <Hollow tone="stroke-attention" />;
    case 'lost':
      return <Hollow tone="stroke-unknown" />;
    case 'failed':
      return (
        <>
          <rect y=".5" width={SLOT} height="11" rx="1" className="fill-failed" />
          <path d="m1.5 10.5 10-9" className="stroke-surface stroke-[1.6]" />
        </>
      );
    case 'stopped':
      return <rect x="4" y=".5" width="5" height="11" rx="1" className="fill-ink-2" />;
  }
}

const Hollow = ({ tone }: { readonly tone: string }) => (
  <rect x=".75" y="1.25" width={SLOT - 1.5} height="9.5" rx=".5" className={`fill-none stroke-[1.5] ${tone}`} />
);
