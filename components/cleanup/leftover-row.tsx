import type { Route } from 'next';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { StatusChip } from '#components/migrations/status.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Cell } from '#components/ui/table.tsx';
import { Duration } from '#components/ui/time.tsx';
import { elapsedMs } from '#lib/format/duration.ts';
import { type Clock, formatExactTime } from '#lib/format/time.ts';
import type { LeftoverView } from '#lib/migrations/views.ts';
import { canGo, goingWords } from './leftover-words.ts';
import { EVIDENCE_WORDS } from './removal-words.ts';

interface LeftoverRowProps {
  readonly leftover: LeftoverView;
  readonly clock: Clock;
  readonly mayClean: boolean;
  readonly selected: boolean;
  readonly onSelect: (selected: boolean) => void;
  readonly onRemove: () => void;
}

/** One pod that is still there. One without a record, or that was asked to go, has neither box nor button. */
export function LeftoverRow({ leftover, clock, mayClean, selected, onSelect, onRemove }: LeftoverRowProps) {
  const { pod, phase, createdAt } = leftover;
  return (
    <tr {...(selected && { 'aria-selected': true })}>
      {mayClean && (
        <Cell card="pick">
          {canGo(leftover) && (
            <input
              type="checkbox"
              className="checkbox"
              aria-label={`Select ${pod}`}
              checked={selected}
              onChange={(event) => onSelect(event.target.checked)}
            />
          )}
        </Cell>
      )}
      <Cell card="name" wrap>
        <Whose leftover={leftover} />
        <bdi className="mono block text-caption text-ink-3 [overflow-wrap:anywhere]">{pod}</bdi>
      </Cell>
      <Cell card="number">{phase}</Cell>
      <Cell card="when" end>
        <Duration ms={elapsedMs(createdAt, clock.now)} />
      </Cell>
      <Cell card="text" wrap>
        <Why leftover={leftover} clock={clock} />
      </Cell>
      {mayClean && (
        <Cell card="action" end>
          {canGo(leftover) && (
            <Button size="small" variant="danger-quiet" aria-label={`Remove ${pod}`} onClick={onRemove}>
              Remove…
            </Button>
          )}
        </Cell>
      )}
    </tr>
  );
}

function Whose({ leftover: { oldUser, newUser, runId, runNumber } }: { readonly leftover: LeftoverView }) {
  if (oldUser === null || newUser === null) return <span className="text-ink-2">pair not known</span>;
  const label = <PairLabel oldUser={oldUser} newUser={newUser} />;
  if (runId === null) return label;
  return (
    <Link href={`/migrations/${runId}` as Route} className="inline-flex flex-wrap items-baseline gap-x-2">
      {label} <span className="text-ink-2">run #{runNumber}</span>
    </Link>
  );
}

function Why({ leftover, clock }: { readonly leftover: LeftoverView; readonly clock: Clock }) {
  const { why, deletionRequestedAt, removable, evidence } = leftover;
  return (
    <>
      {deletionRequestedAt !== null && <StatusChip family="attention" words="Being removed" />}
      {!removable && <StatusChip family="lost" words="Not in the history" />}
      {deletionRequestedAt === null ? (
        <span className="block">{why}</span>
      ) : (
        <span dir="auto" className="block" title={formatExactTime(deletionRequestedAt, clock.zone)}>
          {goingWords(leftover, deletionRequestedAt, clock.now)}
        </span>
      )}
      {removable && <span className="block text-caption text-ink-3">{EVIDENCE_WORDS[evidence]}.</span>}
    </>
  );
}
