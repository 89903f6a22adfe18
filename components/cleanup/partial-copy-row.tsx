import type { Route } from 'next';
import { memo } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { DiscardButton, ResumeButton } from '#components/migrations/partial-copy.tsx';
import { RunLink } from '#components/migrations/run-link.tsx';
import { StatusChip } from '#components/migrations/status.tsx';
import type { FollowUps } from '#components/migrations/use-follow-up.ts';
import { pairHref } from '#components/pairs/pair-href.ts';
import { Link } from '#components/ui/link.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Cell, SecondLine } from '#components/ui/table.tsx';
import { Duration, Time } from '#components/ui/time.tsx';
import { elapsedMs } from '#lib/format/duration.ts';
import { type Clock, formatExactTime } from '#lib/format/time.ts';
import type { PartialCopyView } from '#lib/migrations/cleanup-views.ts';
import { STATUS } from '#lib/migrations/states.ts';
import { endWords, fileWords, HANDED_OVER, LATER_NOW } from './partial-copy-words.ts';

interface PartialCopyRowProps {
  readonly copy: PartialCopyView;
  readonly clock: Clock;
  readonly scope: Scope;
  readonly mayRun: boolean;
  readonly mayClean: boolean;
  readonly followUps: FollowUps;
}

/**
 * One unfinished copy. While a run works on it, that run is shown instead of what could be asked for. Drawn anew only when
 * something of its own has changed.
 */
export const PartialCopyRow = memo(function PartialCopyRow(props: PartialCopyRowProps) {
  const { copy, clock, scope, mayRun, mayClean, followUps } = props;
  const { folder, oldUser, newUser, runId, runNumber, outcome, at, later, isCertain, seen } = copy;
  const size = seen?.size ?? copy;
  return (
    <tr>
      <Cell card="name" wrap>
        <Link href={pairHref(oldUser, newUser)}>
          <PairLabel oldUser={oldUser} newUser={newUser} />
        </Link>
        <SecondLine>
          <bdi className="mono [overflow-wrap:anywhere]">{folder}</bdi> in the home of <bdi dir="auto">{newUser}</bdi>
        </SecondLine>
      </Cell>
      <Cell card="status">
        <Link href={`/migrations/${runId}` as Route}>
          <StatusChip family={STATUS[outcome].family} words={endWords(copy)} />
        </Link>
        <SecondLine>
          <RunLink id={runId} number={runNumber} />
          {!isCertain && !seen?.size && ', there may be none'}
        </SecondLine>
      </Cell>
      <Cell card="number" end>
        <Size bytes={size.bytes} />
        <SecondLine>{fileWords(size.files)}</SecondLine>
      </Cell>
      <Cell card="when" end title={formatExactTime(at, clock.zone)}>
        <Duration ms={elapsedMs(at, clock.now)} />
      </Cell>
      <Cell card="text" wrap>
        {HANDED_OVER[copy.handedOver]}
        {later && (
          <span className="block">
            {LATER_NOW[later.what]} <RunLink {...later} />
          </span>
        )}
        {seen && (
          <SecondLine>
            {seen.size ? 'Seen by a check' : 'Not listed by a check'} <Time at={seen.at} clock={clock} />
          </SecondLine>
        )}
      </Cell>
      {(mayRun || mayClean) && (
        <Cell card="action" end>
          {!later && (
            <div className="flex justify-end gap-2 whitespace-normal">
              {mayRun && (
                <ResumeButton
                  runId={runId}
                  resume={followUps.resume}
                  label={`Resume ${folder}`}
                  variant="secondary"
                  size="small"
                />
              )}
              {mayClean && (
                <DiscardButton
                  copy={{ ...copy, ...size }}
                  scope={scope}
                  discard={followUps.discard}
                  label={`Remove ${folder}`}
                >
                  Remove…
                </DiscardButton>
              )}
            </div>
          )}
        </Cell>
      )}
    </tr>
  );
});
