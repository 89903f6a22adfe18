import { Empty } from '#components/ui/empty.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { EventView } from '#lib/migrations/evidence-views.ts';

interface EventsListProps {
  readonly events: readonly EventView[];
  readonly clock: Clock;
  /** More may come. */
  readonly isLive: boolean;
}

/** What the cluster said about the pod: warnings first, then newest first. */
export function EventsList({ events, clock, isLive }: EventsListProps) {
  if (events.length === 0)
    return (
      <Empty small title="No events">
        {isLive ? 'The cluster has said nothing about this run’s pod yet.' : 'None were kept of this run.'}
      </Empty>
    );
  return (
    <ul>
      {grouped(inOrder(events)).map((event) => (
        <li
          key={`${event.type} ${event.reason} ${event.message}`}
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
          <Time at={event.at || null} clock={clock} withSeconds className="text-ink-2" />
        </li>
      ))}
    </ul>
  );
}

/** Most events are told to the second: those of one second are in the order in which they came. */
function inOrder(events: readonly EventView[]): readonly EventView[] {
  const second = ({ at }: EventView) => Math.floor((Date.parse(at) || 0) / 1000);
  const newestFirst = events.toSorted((a, b) => second(a) - second(b)).reverse();
  return newestFirst.toSorted((a, b) => Number(b.type === 'Warning') - Number(a.type === 'Warning'));
}

/** The same said several times is told once, when it was said last, with how often. */
function grouped(events: readonly EventView[]): readonly EventView[] {
  const groups = new Map<string, EventView>();
  for (const event of events) {
    const key = `${event.type} ${event.reason} ${event.message}`;
    const first = groups.get(key);
    groups.set(key, first ? { ...first, count: first.count + event.count } : event);
  }
  return [...groups.values()];
}
