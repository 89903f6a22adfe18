import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { TimelineEntryView } from '#lib/migrations/evidence-views.ts';

interface TimelineListProps {
  readonly entries: readonly TimelineEntryView[];
  readonly clock: Clock;
}

/** Everything that happened to a run, in order, and who did it. */
export function TimelineList({ entries, clock }: TimelineListProps) {
  return (
    <ol className="px-inset py-3">
      {entries.map((entry) => (
        <li
          key={`${entry.at} ${entry.what} ${entry.detail}`}
          className="grid grid-cols-[132px_minmax(0,1fr)] gap-x-3 py-1 text-row max-phone:grid-cols-1"
        >
          <Time at={entry.at} clock={clock} withSeconds className="text-ink-3" />
          <div className="min-w-0">
            {entry.what}
            {entry.by && (
              <span className="text-ink-2">
                {' '}
                by <bdi>{entry.by}</bdi>
              </span>
            )}
            {entry.detail && (
              <p className="wrap-anywhere text-ink-2">
                <bdi dir="auto">{entry.detail}</bdi>
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
