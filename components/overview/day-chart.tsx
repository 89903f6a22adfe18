import { useId } from 'react';
import { formatSize, splitSize } from '#lib/format/size.ts';
import { formatDay } from '#lib/format/time.ts';
import { type DayView, END_PARTS } from '#lib/migrations/overview-views.ts';
import { EndBlock, EndPatterns } from './end-look.tsx';
import { END_LABELS, endsSentence, sumEnds, totalOf } from './end-words.ts';
import { heightsOf, roundTop } from './shares.ts';

const HEIGHT = 112;
/** Room above the top line, for stacks of many small parts. */
const ABOVE = 16;

/** What was copied on each day, stacked by how the copy ended. The table below it says the same. */
export function DayChart({ days }: { readonly days: readonly DayView[] }) {
  const id = useId();
  const sums = days.map(({ ends }) => totalOf(ends, 'bytes'));
  const most = Math.max(0, ...sums);
  const top = roundTop(most);
  const busiest = days[sums.indexOf(most)];
  const label =
    most === 0 || !busiest
      ? 'Nothing was copied in these days.'
      : `Copied by day, ${formatSize(sums.reduce((all, one) => all + one, 0))} in all, the most on ${formatDay(busiest.date)}: ${formatSize(most)}.`;
  return (
    <div className="px-inset pt-4">
      <div className="flex justify-end text-fine text-ink-3" aria-hidden="true">
        top line {formatTop(top)}
      </div>
      <svg width="100%" height={HEIGHT + ABOVE} className="block" role="img" aria-label={label}>
        <EndPatterns id={id} />
        <line x2="100%" y1={ABOVE} y2={ABOVE} className="stroke-line" />
        <line x2="100%" y1={ABOVE + HEIGHT / 2} y2={ABOVE + HEIGHT / 2} className="stroke-line" />
        {days.map((day, at) => (
          <Column key={day.date} id={id} day={day} top={top} x={(at * 100) / days.length} width={100 / days.length} />
        ))}
        <line x2="100%" y1={ABOVE + HEIGHT - 0.5} y2={ABOVE + HEIGHT - 0.5} className="stroke-edge" />
      </svg>
      <div className="mt-1 grid grid-cols-7 text-center text-fine text-ink-3" aria-hidden="true">
        {days.map(({ date }, at) => (
          <span key={date} className={at === days.length - 1 ? 'font-medium text-ink-2' : ''}>
            {dayWords(date).map((word) => (
              <span key={word} className="max-phone:block">
                {word}{' '}
              </span>
            ))}
          </span>
        ))}
      </div>
      <Legend id={id} days={days} />
    </div>
  );
}

interface ColumnProps {
  readonly id: string;
  readonly day: DayView;
  readonly top: number;
  readonly x: number;
  readonly width: number;
}

function Column({ id, day, top, x, width }: ColumnProps) {
  const heights = heightsOf(
    END_PARTS.map((part) => day.ends[part].bytes),
    top,
    HEIGHT,
  );
  let floor = ABOVE + HEIGHT;
  return (
    <svg x={`${x}%`} width={`${width}%`} height={HEIGHT + ABOVE} aria-hidden="true">
      <title>{`${formatDay(day.date)}: ${formatSize(totalOf(day.ends, 'bytes'))} (${endsSentence(day.ends)})`}</title>
      <rect width="100%" height="100%" className="fill-transparent" />
      {END_PARTS.map((part, at) => {
        const height = heights[at] ?? 0;
        if (height === 0) return null;
        floor -= height;
        return (
          <g key={part}>
            <EndBlock id={id} part={part} x="18%" width="64%" y={floor} height={height} />
            <line x1="18%" x2="82%" y1={floor} y2={floor} className="stroke-surface stroke-[1.5]" />
          </g>
        );
      })}
    </svg>
  );
}

function Legend({ id, days }: { readonly id: string; readonly days: readonly DayView[] }) {
  const sum = sumEnds(days);
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-caption text-ink-2" aria-hidden="true">
      {END_PARTS.filter((part) => sum[part].bytes > 0).map((part) => (
        <li key={part} className="flex items-center gap-1.5">
          <svg width="12" height="12" aria-hidden="true">
            <EndBlock id={id} part={part} width={12} height={12} />
          </svg>
          {END_LABELS[part]}
        </li>
      ))}
    </ul>
  );
}

/** `Wed`, `25` */
const dayWords = (date: string): readonly string[] => formatDay(date).split(' ').slice(0, 2);

function formatTop(top: number): string {
  const { value, unit } = splitSize(top);
  return `${Number(value)} ${unit}`;
}
