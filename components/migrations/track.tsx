import { Icon } from '#components/ui/icon.tsx';
import { elapsedMs, formatDuration } from '#lib/format/duration.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { RunDetailView, StepView } from '#lib/migrations/views.ts';
import { untilWords } from './scheduled-words.ts';
import { percentOfRun } from './status-look.ts';

interface TrackProps {
  readonly run: RunDetailView;
  readonly now: string;
}

/** The pipeline on a page: what is done, where the run is, what is ahead, and how long each step took. */
export function Track({ run, now }: TrackProps) {
  const last = run.steps.findLastIndex(({ state }) => state !== 'unreached');
  return (
    <ol
      className={`track ${isOutcome(run.status) ? 'has-ended' : ''} ${run.kind === 'copy' ? '' : 'is-short'}`}
      aria-label="Steps"
    >
      {run.steps.map((step, index) => (
        <TrackStep key={step.step} step={step} run={run} now={now} isLast={index === last} />
      ))}
    </ol>
  );
}

interface TrackStepProps extends TrackProps {
  readonly step: StepView;
  readonly isLast: boolean;
}

function TrackStep(props: TrackStepProps) {
  const { step, run, isLast } = props;
  const look = lookOf(step, run);
  return (
    <li className={`track-step is-${look} ${isLast ? 'is-named' : ''}`} {...(isLast && { 'aria-current': 'step' })}>
      <svg className="track-line" aria-hidden="true">
        <line x1="0" y1="1" x2="100%" y2="1" />
        {look === 'now' && <rect width={`${percentIn(step, run)}%`} height="2" />}
      </svg>
      <span className="track-dot">
        <Dot look={look} />
      </span>
      <span className="track-name">{step.label}</span>
      <span className="track-time">{wordsOf(step, look, props)}</span>
    </li>
  );
}

type Look = StepView['state'] | 'lost';

function lookOf({ state }: StepView, { status, startsAt }: RunDetailView): Look {
  // One that waits for its time has not set out yet.
  if (startsAt) return 'unreached';
  return status === 'lost' && state !== 'done' && state !== 'unreached' ? 'lost' : state;
}

function Dot({ look }: { readonly look: Look }) {
  if (look === 'done') return <Icon name="check" />;
  if (look === 'now') return <Icon name="arc" className="animate-turn" />;
  if (look === 'failed') return <Icon name="cross" />;
  if (look === 'stopped') return <span className="track-post" />;
  if (look === 'lost') return <span>?</span>;
  return null;
}

/** How far the line to the next step is drawn: by bytes while copying, half-way where nothing is known. */
function percentIn({ step }: StepView, run: RunDetailView): number {
  if (step === 'queued' || step === 'pending' || step === 'scanning') return 0;
  return step === 'copying' ? (percentOfRun(run) ?? 0) : 50;
}

function wordsOf(step: StepView, look: Look, { run, now, isLast }: TrackStepProps): string {
  if (isLeftOut(step, run)) return 'left out';
  return look === 'unreached' ? unreachedWords(run, isLast, now) : timeWords(step, look, now);
}

/** A run that was lost may have gone on unseen. */
function unreachedWords({ status, startsAt }: RunDetailView, isLast: boolean, now: string): string {
  if (startsAt && isLast) return `starts ${untilWords(startsAt, now)}`;
  if (!isOutcome(status)) return '';
  return status === 'lost' ? 'not known' : 'not reached';
}

/** A run that is asked to compare nothing goes past that step. */
const isLeftOut = ({ step }: StepView, { comparesNothing = false }: RunDetailView): boolean =>
  step === 'verifying' && comparesNothing;

function timeWords({ startedAt, endedAt }: StepView, look: Look, now: string): string {
  const ms = elapsedMs(startedAt, endedAt ?? (look === 'now' ? now : null));
  if (look === 'lost') return 'last seen here';
  if (ms === null) return '';
  if (look === 'failed') return `failed after ${formatDuration(ms)}`;
  if (look === 'stopped') return `stopped after ${formatDuration(ms)}`;
  return formatDuration(ms);
}
