import { Empty } from '#components/ui/empty.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { EventView } from '#lib/migrations/evidence-views.ts';

interface EventsListProps {
  readonly events: readonly EventView[];
  readonly clock: Clock;
}

/** What the cluster said about the pod: warnings first, then newest first. */
export function EventsList({ events, clock }: EventsListProps) {
  if (events.length === 0)
    return (
      <Empty small title="No events">
        The cluster has said nothing about this run's pod.
      </Empty>
    );
  const ordered = events.toSorted(
    (a, b) => Number(b.type === 'Warning') - Number(a.type === 'Warning') || Date.parse(b.at) - Date.parse(a.at),
  );
  return (
    <ul>
      {ordered.map((event) => (
        <li
          key={`${event.at} ${event.reason} ${event.message}`}
          className={`grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-3 border-b border-line px-inset py-2.5 text-row last:border-b-0 ${event.type === 'Warning' ? 'bg-attention-tint' : ''}`}
        >
          <Icon
            name={event.type === 'Warning' ? 'alert' : 'info'}
            className={`mt-0.5 ${event.type === 'Warning' ? 'text-attention' : 'text-ink-3'}`}
          />
          <div className="min-w-0">
            <span className="font-medium">
              <span className="sr-only">{event.type}: </span>
              {event.reason}
            </span>
            {event.count > 1 && <span className="text-ink-2">, {event.count} times</span>}
            <p className="wrap-anywhere text-ink-2">
              <bdi dir="auto">{event.message}</bdi>
            </p>
          </div>
          <Time at={event.at || null} clock={clock} className="text-ink-2" />
        </li>
      ))}
    </ul>
  );
}
