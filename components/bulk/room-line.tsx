import { Alert } from '#components/ui/alert.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Time } from '#components/ui/time.tsx';
import { formatSize } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { Reviewed, RoomNeeded } from './room-needed.ts';

interface RoomLineProps {
  readonly needed: RoomNeeded;
  readonly room: Reviewed['room'];
  /** Whether it is known that they do not fit, whatever is left out. */
  readonly isShort: boolean;
  readonly clock: Clock;
}

/** How much room the chosen rows need, against what was last seen free; says what is not known. */
export function RoomLine({ needed, room, isShort, clock }: RoomLineProps) {
  const { bytes, known, unknown, asOf, fits } = needed;
  if (known + unknown === 0) return null;
  const words = (
    <>
      {known > 0 ? `They need ${formatSize(bytes)}` : 'How much they need is not known'}
      {known > 0 && unknown > 0 && `, and ${rows(unknown)} of unknown size`}
      {asOf !== null && (
        <>
          {', by sizes seen since '}
          <Time at={asOf} clock={clock} />
        </>
      )}
      . <Free room={room} clock={clock} />{' '}
      {unknown > 0 && 'A check of a pair tells its size: “Size not known” in its row leads there.'}
    </>
  );
  if (fits === false) {
    return (
      <Alert
        grade={isShort ? 'error' : 'warning'}
        title={isShort ? 'There is not enough room for all of them.' : 'There may not be enough room for all of them.'}
        className="mx-inset my-3"
      >
        {words} Start fewer or leave more out, or make room: a check of any pair then sees it.
      </Alert>
    );
  }
  return (
    <p className="flex gap-2 border-t border-line px-inset py-3 text-row text-ink-2">
      <Icon name={fits ? 'check' : 'info'} className={`mt-0.5 ${fits ? 'text-done' : 'text-ink-3'}`} />
      <span className="min-w-0">{words}</span>
    </p>
  );
}

function Free({ room: { isShared, bytesFree, asOf }, clock }: Pick<RoomLineProps, 'room' | 'clock'>) {
  if (!isShared) return 'Each new home has a volume of its own; rows whose copy did not fit when last seen say so.';
  if (bytesFree === null) return 'How much is free is not known yet: the first run or check tells.';
  return (
    <>
      {formatSize(bytesFree)} were free at <Time at={asOf} clock={clock} />; a quota of a person is not known.
    </>
  );
}

const rows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`);
