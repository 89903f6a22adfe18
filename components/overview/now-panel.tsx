import type { Route } from 'next';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { StartsAt } from '#components/migrations/starts-at.tsx';
import { Status } from '#components/migrations/status.tsx';
import { Tape } from '#components/migrations/tape.tsx';
import { Link } from '#components/ui/link.tsx';
import { Rate, SizeOf } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, SecondLine, Table } from '#components/ui/table.tsx';
import { Duration } from '#components/ui/time.tsx';
import { elapsedMs, formatRemaining } from '#lib/format/duration.ts';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { RunView } from '#lib/migrations/views.ts';

interface NowPanelProps {
  /** At work, then waiting, as they are shown. */
  readonly runs: readonly RunView[];
  /** Whether others are told among what needs attention. */
  readonly isRest: boolean;
  /** How many more wait. */
  readonly more: number;
  readonly clock: Clock;
  readonly stale: boolean;
}

/** What goes on by itself now: where each run stands, how far, and for how long. */
export function NowPanel({ runs, isRest, more, clock, stale }: NowPanelProps) {
  return (
    <Panel
      title="Now"
      label="Now"
      action={
        <Link href={'/migrations' as Route} className="link text-row">
          All migrations
        </Link>
      }
    >
      {runs.length === 0 ? (
        <p className="px-inset py-4 text-row text-ink-2">
          {isRest ? 'Nothing else runs or waits.' : 'Nothing runs or waits.'}
        </p>
      ) : (
        <Table label="Runs of now" stale={stale}>
          <thead>
            <tr>
              <HeadCell>Old to new</HeadCell>
              <HeadCell>Status</HeadCell>
              <HeadCell least>Steps</HeadCell>
              <HeadCell end>Copied</HeadCell>
              <HeadCell end>Elapsed</HeadCell>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <NowRow key={run.id} run={run} clock={clock} />
            ))}
          </tbody>
        </Table>
      )}
      {more > 0 && (
        <p className="border-t border-line px-inset py-2.5 text-row text-ink-2">
          <Link href={'/migrations?show=running' as Route} className="link">
            {groupDigits(more)} more {more === 1 ? 'waits' : 'wait'}
          </Link>{' '}
          in the queue.
        </p>
      )}
    </Panel>
  );
}

function NowRow({ run, clock }: { readonly run: RunView; readonly clock: Clock }) {
  return (
    <tr>
      <Cell card="name" wrap>
        <Link href={`/migrations/${run.id}` as Route} className="row-link">
          <PairLabel oldUser={run.oldUser} newUser={run.newUser} />
          {run.kind !== 'copy' && <span className="ml-2 text-caption text-ink-3">{run.kind}</span>}
        </Link>
      </Cell>
      <Cell card="status">
        <Status run={run} now={clock.now} />
        <StartsAt run={run} clock={clock} />
      </Cell>
      <Cell card="tape" least>
        {run.kind === 'copy' && <Tape run={run} now={clock.now} />}
      </Cell>
      <Cell card="number" end>
        <Copied run={run} />
      </Cell>
      <Cell card="when" end>
        {run.startsAt ? (
          <span className="text-ink-3">not yet</span>
        ) : (
          <Duration ms={elapsedMs(run.startedAt ?? run.requestedAt, clock.now)} />
        )}
      </Cell>
    </tr>
  );
}

function Copied({ run: { kind, progress } }: { readonly run: RunView }) {
  if (kind !== 'copy') return <span className="text-ink-3">copies nothing</span>;
  if (!progress || progress.bytesTotal === 0) return <span className="text-ink-3">nothing yet</span>;
  const { rate, remaining } = progress;
  return (
    <>
      <SizeOf done={progress.bytesDone} total={progress.bytesTotal} />
      {rate !== null && (
        <SecondLine>
          <Rate bytesPerSecond={rate} />
          {remaining !== null && `, ${formatRemaining(remaining)} left`}
        </SecondLine>
      )}
    </>
  );
}
