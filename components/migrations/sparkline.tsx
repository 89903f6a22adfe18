import { formatRate } from '#lib/format/size.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';

const WIDTH = 288;
const HEIGHT = 76;
const MIB = 1_048_576;

/** How far back the line may go, and the words for it; a young run has a short past, drawn over the whole width. */
const SPANS = [
  { ms: 30_000, words: '30 s' },
  { ms: 60_000, words: '1 min' },
  { ms: 120_000, words: '2 min' },
  { ms: 300_000, words: '5 min' },
] as const;

interface SparklineProps {
  readonly rates: RunDetailView['rates'];
}

/** Rate over the last minutes, five at most: one line from zero, and words for both ends and the top. */
export function Sparkline({ rates }: SparklineProps) {
  const newest = rates.at(-1);
  if (rates.length < 2 || !newest) return <p className="mt-2 text-caption text-ink-3">No rate yet.</p>;
  const end = Date.parse(newest.at);
  const age = end - Date.parse(rates[0]?.at ?? newest.at);
  const span = SPANS.find(({ ms }) => ms >= age) ?? SPANS[3];
  const values = rates.map(({ rate }) => rate);
  const top = roundTop(Math.max(...values));
  const points = rates.map(({ at, rate }) => ({
    x: Math.max(0, WIDTH - ((end - Date.parse(at)) / span.ms) * WIDTH),
    y: HEIGHT - (rate / top) * HEIGHT,
  }));
  const line = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
  const label = `Rate over the last ${span.words}, between ${formatRate(Math.min(...values))} and ${formatRate(Math.max(...values))}, now ${formatRate(newest.rate)}`;
  return (
    <>
      <svg
        className="spark mt-2"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path d={`M${points[0]?.x.toFixed(1)} ${HEIGHT}L${line}V${HEIGHT}z`} className="fill-accent-tint" />
        <path
          d={`M0 .5h${WIDTH}M0 ${HEIGHT / 2}h${WIDTH}M0 ${HEIGHT - 0.5}h${WIDTH}`}
          className="fill-none stroke-line"
        />
        <path d={`M${line}`} className="fill-none stroke-accent stroke-[1.5] [stroke-linejoin:round]" />
      </svg>
      <div className="mt-1 flex justify-between text-fine text-ink-3" aria-hidden="true">
        <span>{span.words} ago</span>
        <span>top line {formatRate(top)}</span>
        <span>now</span>
      </div>
    </>
  );
}

/** A round rate not below `rate`, so that the top line does not move with each sample: 1, 2, 4, 8 or 16 × 10ⁿ MiB/s. */
function roundTop(rate: number): number {
  const scale = 10 ** Math.floor(Math.log10(Math.max(rate / MIB, 0.1)));
  const step = [1, 1.6, 2, 4, 6, 8, 10].find((factor) => factor * scale * MIB >= rate) ?? 10;
  return step * scale * MIB;
}
