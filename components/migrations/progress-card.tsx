import { Rate, SizeOf } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { elapsedMs, formatDuration, formatRemaining } from '#lib/format/duration.ts';
import { formatSize, groupDigits } from '#lib/format/size.ts';
import { STATUS } from '#lib/migrations/states.ts';
import type { ProgressView, RunDetailView } from '#lib/migrations/views.ts';
import { CountedCard } from './counted-card.tsx';
import { Destination } from './destination.tsx';
import { Fact } from './fact.tsx';
import { Sparkline } from './sparkline.tsx';
import { percentOfRun } from './status-look.ts';

interface ProgressCardProps {
  readonly run: RunDetailView;
  readonly now: string;
}

/** How far a run is, in bytes and files, how fast, and where it all goes. Absent until there is a number to show. */
export function ProgressCard({ run, now }: ProgressCardProps) {
  if (!run.progress) return null;
  if (run.kind !== 'copy') return <CountedCard run={run} progress={run.progress} now={now} />;
  return (
    <Panel label="Progress" className="progress-card">
      <div>
        <Amounts run={run} progress={run.progress} />
        <Facts run={run} progress={run.progress} now={now} />
      </div>
      <RateHalf rate={run.progress.rate} rates={run.rates} />
      <Destination run={run} />
    </Panel>
  );
}

function RateHalf({ rate, rates }: { readonly rate: number | null; readonly rates: RunDetailView['rates'] }) {
  return (
    <div className="border-l border-line max-split:border-t max-split:border-l-0">
      <div className="flex items-baseline gap-2">
        <span className="text-amount font-figure">
          {rate === null ? <span className="text-ink-3">No rate yet</span> : <Rate bytesPerSecond={rate} />}
        </span>
        {rate !== null && <span className="text-caption text-ink-3">last 30 s</span>}
      </div>
      {rates.length > 1 && <Sparkline rates={rates} />}
    </div>
  );
}

interface PartProps {
  readonly run: RunDetailView;
  readonly progress: ProgressView;
}

function Amounts({ run, progress }: PartProps) {
  const percent = percentOfRun(run);
  const { bytesDone, bytesTotal, remaining } = progress;
  const left = remaining === null ? 'estimating the time left' : `${formatRemaining(remaining)} left`;
  const known = bytesTotal > 0;
  const text = known ? `${formatSize(bytesDone)} of ${formatSize(bytesTotal)}` : formatSize(bytesDone);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3">
        {percent !== null && (
          <span className="text-figure">
            {percent}
            <span className="unit text-[0.62em] font-medium tracking-[-0.01em]">%</span>
          </span>
        )}
        <span className="text-amount font-medium">{known ? <SizeOf done={bytesDone} total={bytesTotal} /> : text}</span>
        {run.status === 'copying' && (
          <span className="ml-auto text-row text-ink-2 max-phone:ml-0 max-phone:w-full">{left}</span>
        )}
      </div>
      <progress
        className="bar"
        max={100}
        value={percent ?? 0}
        aria-label={STATUS[run.status].label}
        aria-valuetext={[percent === null ? '' : `${percent} percent`, text, run.status === 'copying' ? left : '']
          .filter(Boolean)
          .join(', ')}
      />
    </>
  );
}

function Facts({ run, progress, now }: PartProps & { readonly now: string }) {
  const { filesDone, filesTotal, at, path } = progress;
  const notes = run.notes.reduce((sum, { count }) => sum + count, 0);
  const quiet = elapsedMs(at, now);
  return (
    <>
      <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-3 max-phone:grid max-phone:grid-cols-2">
        <Fact label="Files">
          {groupDigits(filesDone)}
          {filesTotal > filesDone && <span className="font-normal text-ink-3"> of {groupDigits(filesTotal)}</span>}
        </Fact>
        {notes > 0 && <Fact label="Notes so far">{groupDigits(notes)}</Fact>}
        {quiet !== null && <Fact label="Last change">{formatDuration(quiet)} ago</Fact>}
      </dl>
      <p className="mt-3.5 flex min-h-5 min-w-0 gap-2 text-row text-ink-2">
        {path && (
          <>
            <span className="text-ink-3">Now</span>
            <bdi className="mono truncate" title={path}>
              {shortPath(path)}
            </bdi>
          </>
        )}
      </p>
    </>
  );
}

const PATH_LENGTH = 60;

/** A long path without its middle: where it begins and which file it is matter, what lies between does not. */
function shortPath(path: string): string {
  if (path.length <= PATH_LENGTH) return path;
  const parts = path.split('/');
  if (parts.length < 4) return path;
  return [...parts.slice(0, 2), '…', parts.at(-1)].join('/');
}
