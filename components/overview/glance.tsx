import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';
import { Rate, Size } from '#components/ui/number-with-unit.tsx';
import { formatFiles, groupDigits } from '#lib/format/size.ts';
import type { OverviewView } from '#lib/migrations/overview-views.ts';
import { endsSentence, sumEnds, totalOf } from './end-words.ts';
import { OutcomeBar } from './outcome-bar.tsx';

const RUNNING = '/migrations?show=running' as Route;
const ENDED = '/migrations?show=finished' as Route;

/** The few numbers of the whole: what runs, what waits, and the copies of the last seven days. */
export function Glance({ view }: { readonly view: OverviewView }) {
  const ends = sumEnds(view.days);
  const ended = totalOf(ends, 'runs');
  const files = view.days.reduce((sum, day) => sum + day.files, 0);
  return (
    <dl
      aria-label="At a glance"
      className="panel mb-6 grid grid-cols-[2fr_2.4fr_5fr_2.6fr] max-menu:grid-cols-2 [&>*]:border-line [&>*+*]:border-l max-menu:[&>*:nth-child(3)]:border-l-0 max-menu:[&>*:nth-child(n+3)]:border-t max-phone:[&>*:nth-child(n+3)]:col-span-2 max-phone:[&>*:nth-child(4)]:border-l-0"
    >
      <Tile label="Running" href={RUNNING} figure={groupDigits(view.running)}>
        <RateOfAll view={view} />
      </Tile>
      <Tile label="Waiting" href={RUNNING} figure={groupDigits(view.starting + view.queued)}>
        {waitingWords(view)}
      </Tile>
      <Tile
        label="Copies ended in 7 days"
        href={ENDED}
        figure={groupDigits(ended)}
        beside={ended > 0 && <OutcomeBar ends={ends} />}
      >
        {ended === 0 ? 'none today or in the six days before' : endsSentence(ends)}
      </Tile>
      <Tile label="Copied in 7 days" figure={<Size bytes={totalOf(ends, 'bytes')} />}>
        {files === 0 ? 'no files' : formatFiles(files)}
      </Tile>
    </dl>
  );
}

interface TileProps {
  readonly label: string;
  readonly figure: ReactNode;
  readonly href?: Route;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

function Tile({ label, figure, href, beside, children }: TileProps) {
  return (
    <div className="min-w-0 px-inset py-4">
      <dt className="text-row font-medium text-ink-2">
        {href ? (
          <Link href={href} className="hover:text-ink hover:underline hover:underline-offset-3">
            {label}
          </Link>
        ) : (
          label
        )}
      </dt>
      <dd>
        <div className="mt-1 flex items-center gap-4">
          <span className="text-strip [&_.text-ink-3]:text-amount [&_.text-ink-3]:tracking-normal">{figure}</span>
          {beside && <span className="min-w-0 flex-1">{beside}</span>}
        </div>
        <div className="text-caption text-ink-2">{children}</div>
      </dd>
    </div>
  );
}

function RateOfAll({ view }: { readonly view: OverviewView }) {
  const rates = view.launched.flatMap(({ progress }) => (progress?.rate == null ? [] : [progress.rate]));
  if (view.running === 0) return 'nothing is copied now';
  if (rates.length === 0) return 'rate not known yet';
  return (
    <>
      <Rate bytesPerSecond={rates.reduce((sum, rate) => sum + rate, 0)} />
      {rates.length > 1 && ' together'}
    </>
  );
}

function waitingWords({ starting, queued, slots }: OverviewView): string {
  const atOnce = `at most ${slots} at a time`;
  if (starting === 0 && queued === 0) return atOnce;
  const parts = [starting > 0 && `${starting} starting`, queued > 0 && `${groupDigits(queued)} queued`].filter(Boolean);
  return `${parts.join(', ')}; ${atOnce}`;
}
