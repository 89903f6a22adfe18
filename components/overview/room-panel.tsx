import { ageWords } from '#components/migrations/age-words.ts';
import { RunLink } from '#components/migrations/run-link.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import { elapsedMs } from '#lib/format/duration.ts';
import { formatSize } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { OverviewView, RoomView } from '#lib/migrations/overview-views.ts';

interface RoomPanelProps {
  readonly room: OverviewView['room'];
  readonly clock: Clock;
}

/** How much is free where copies go, as runs and checks saw it; nothing that nobody saw. */
export function RoomPanel({ room: { isShared, seen }, clock }: RoomPanelProps) {
  return (
    <Panel title={isShared ? 'Room for new homes' : 'Room in new homes'} label="Room" as="aside">
      {seen.length === 0 ? (
        <p className="px-inset py-4 text-row text-ink-2">
          Not known yet. The first run or check tells how much is free.
        </p>
      ) : (
        <ul>
          {seen.map((room) => (
            <RoomLine key={room.user} room={room} clock={clock} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RoomLine({ room, clock }: { readonly room: RoomView; readonly clock: Clock }) {
  const { user, bytesFree, bytesTotal, asOf, run } = room;
  return (
    <li className="border-t border-line px-inset py-4 first:border-t-0">
      <p>
        <span className="text-strip [&_.text-ink-3]:text-amount [&_.text-ink-3]:tracking-normal">
          <Size bytes={bytesFree} />
        </span>{' '}
        <span className="text-row text-ink-2">
          free
          {bytesTotal !== null && (
            <>
              {' of '}
              <Size bytes={bytesTotal} />
            </>
          )}
        </span>
      </p>
      {bytesTotal !== null && <UsedBar bytesFree={bytesFree} bytesTotal={bytesTotal} />}
      <p className="mt-2 text-caption text-ink-2">
        Seen {ageWords(elapsedMs(asOf, clock.now) ?? 0)} (<Time at={asOf} clock={clock} />){run && ' by '}
        {run && <RunLink id={run.id} number={run.number} />} in the home of{' '}
        <bdi dir="auto" className="[overflow-wrap:anywhere]">
          {user}
        </bdi>
        .
      </p>
    </li>
  );
}

function UsedBar({ bytesFree, bytesTotal }: Pick<RoomView, 'bytesFree'> & { readonly bytesTotal: number }) {
  const used = Math.max(0, bytesTotal - bytesFree);
  const percent = bytesTotal === 0 ? 0 : Math.round((used / bytesTotal) * 1000) / 10;
  return (
    <svg
      width="100%"
      height="10"
      className="mt-3 block rounded-bar border border-edge bg-sunken"
      role="img"
      aria-label={`${formatSize(used)} of ${formatSize(bytesTotal)} used, ${Math.round(percent)} percent`}
    >
      <rect width={`${percent}%`} height="100%" className="fill-ink-3" />
    </svg>
  );
}
