import type { Route } from 'next';
import type { ReactNode } from 'react';
import { type MarkSeen, MarkSeenButton } from '#components/migrations/mark-seen.tsx';
import { familyOf } from '#components/migrations/status-look.ts';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import { type Family, isOutcome } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { type Split, whyAttention } from './attention.ts';
import { RunLine } from './run-line.tsx';

const TONES: Readonly<Partial<Record<Family, string>>> = {
  failed: 'text-failed-ink',
  lost: 'text-unknown-ink',
  attention: 'text-attention-ink',
};

interface AttentionPanelProps {
  readonly split: Split;
  /** There are more failures than were counted. */
  readonly isMore: boolean;
  readonly clock: Clock;
  /** Null for who may not. */
  readonly markSeen: MarkSeen | null;
  readonly onSeen: () => void;
}

/** What needs a person, and why. The only place of the page that says so. */
export function AttentionPanel({ split: { attention, count }, isMore, clock, markSeen, onSeen }: AttentionPanelProps) {
  if (count === 0) {
    return (
      <Panel label="Needs attention" className="flex items-center gap-3 px-inset py-3 text-row text-ink-2">
        <Icon name="check" className="text-done" />
        Nothing needs attention.
      </Panel>
    );
  }
  return (
    <Panel
      title="Needs attention"
      label="Needs attention"
      aside={`${groupDigits(count)}${isMore ? '+' : ''}`}
      {...(count > attention.length && { action: <AllLink /> })}
    >
      <ul>
        {attention.map((run) => (
          <AttentionLine
            key={run.id}
            run={run}
            clock={clock}
            action={
              markSeen &&
              isOutcome(run.status) && (
                <MarkSeenButton
                  runId={run.id}
                  label={`Mark as seen: ${run.oldUser} to ${run.newUser}, run ${run.number}`}
                  size="small"
                  markSeen={markSeen}
                  onSeen={onSeen}
                />
              )
            }
          />
        ))}
      </ul>
    </Panel>
  );
}

const AllLink = () => (
  <Link href={'/migrations?show=attention' as Route} className="link text-row">
    Show all
  </Link>
);

interface AttentionLineProps {
  readonly run: RunView;
  readonly clock: Clock;
  readonly action: ReactNode;
}

function AttentionLine({ run, clock, action }: AttentionLineProps) {
  const family = familyOf(run, clock.now);
  const { what, more } = whyAttention(run, clock.now);
  return (
    <RunLine run={run} family={family} action={action}>
      <b className={TONES[family] ?? ''}>{what}</b> {more}
      {run.endedAt && (
        <>
          {' '}
          Ended <Time at={run.endedAt} clock={clock} />.
        </>
      )}
    </RunLine>
  );
}
