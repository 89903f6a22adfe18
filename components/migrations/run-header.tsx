import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';
import { PageHead } from '#components/ui/panel.tsx';
import { Duration, Time } from '#components/ui/time.tsx';
import { elapsedMs } from '#lib/format/duration.ts';
import { type Clock, formatExactTime } from '#lib/format/time.ts';
import { isOutcome, type RunKind } from '#lib/migrations/states.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { KIND_WORDS } from './kind-words.ts';
import { LATER_WORDS } from './later-words.ts';
import { PairLabel } from './pair-label.tsx';
import { RunLink } from './run-link.tsx';
import { Status } from './status.tsx';

interface RunHeaderProps {
  readonly run: RunDetailView;
  readonly clock: Clock;
  readonly actions?: ReactNode;
  readonly menu?: ReactNode;
}

/** Whose run it is, what it is doing, who asked for it, when and why. */
export function RunHeader({ run, clock, actions, menu }: RunHeaderProps) {
  return (
    <PageHead
      title={
        <>
          <PairLabel oldUser={run.oldUser} newUser={run.newUser} size="title" linked />
          <Status run={run} now={clock.now} />
        </>
      }
      actions={actions}
      menu={menu}
    >
      <p>
        {KIND_WORDS[run.kind]} {run.number}, requested <Time at={run.requestedAt} clock={clock} withZone /> by{' '}
        <bdi>{run.requestedBy}</bdi>. <Course run={run} clock={clock} />
        <Lineage run={run} />
      </p>
      <p className="hidden print:block">
        Run id {run.id}, requested {formatExactTime(run.requestedAt, clock.zone)}
      </p>
      <Words label="Ticket" text={run.ticket} />
      <Words label="Reason" text={run.why} />
    </PageHead>
  );
}

/** What somebody wrote; nothing where nobody did. */
const Words = ({ label, text }: { readonly label: string; readonly text: string | null | undefined }) =>
  text ? (
    <p className="wrap-anywhere">
      {label}: <bdi dir="auto">{text}</bdi>
    </p>
  ) : null;

const EARLIER: Readonly<Record<RunKind, string>> = {
  copy: 'Goes on from',
  check: 'Looks at',
  discard: 'Removes the copy of',
};

/** The batch it belongs to, and the runs before and after it that worked on the same partial copy. */
const Lineage = ({ run: { kind, earlier, later, batchId } }: Pick<RunHeaderProps, 'run'>) => (
  <>
    {batchId && (
      <>
        {' '}
        Part of{' '}
        <Link href={`/bulk/${batchId}` as Route} className="link">
          a batch
        </Link>
        .
      </>
    )}
    {earlier && (
      <>
        {' '}
        {EARLIER[kind]} <RunLink {...earlier} />.
      </>
    )}
    {later && (
      <>
        {' '}
        {LATER_WORDS[later.what]} <RunLink {...later} />.
      </>
    )}
  </>
);

/** How long it has been going, or took. */
function Course({ run, clock }: Pick<RunHeaderProps, 'run' | 'clock'>) {
  if (isOutcome(run.status)) {
    return (
      <>
        Ended <Time at={run.endedAt} clock={clock} />
        {run.startedAt && (
          <>
            {' '}
            after <Duration ms={elapsedMs(run.startedAt, run.endedAt)} />
          </>
        )}
        .
      </>
    );
  }
  if (run.startsAt) {
    return (
      <>
        Starts <Time at={run.startsAt} clock={clock} />.
      </>
    );
  }
  const isRunning = run.startedAt !== null;
  return (
    <>
      {isRunning ? 'Running' : 'Waiting'} for <Duration ms={elapsedMs(run.startedAt ?? run.requestedAt, clock.now)} />.
    </>
  );
}
