import { LANES, type Rail } from './lineage-order.ts';

/** Where the dot of a row is: on the line of its name. */
const DOT = { x: 7, y: 22 } as const;
const STEP = 12;
const WIDTHS = ['w-3.5', 'w-7', 'w-10', 'w-13'] as const;

interface RailsProps {
  readonly rails: readonly Rail[];
  /** Lanes of the whole drawing, so that names stand below each other. */
  readonly lanes: number;
  /** One of the two people of the page. */
  readonly isOurs: boolean;
}

/** The lines beside one row; what they show, the row says in words. */
export function Rails({ rails, lanes, isOurs }: RailsProps) {
  return (
    <span className={`relative flex-none ${WIDTHS[Math.min(lanes, LANES) - 1]}`} aria-hidden="true">
      <svg aria-hidden="true" className="absolute inset-y-0 right-0 h-full w-full overflow-visible text-ink-3">
        <g stroke="currentColor" strokeWidth="1.5" fill="none">
          {rails.map((rail, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a row are drawn as they come, and never move.
            <Line key={at} rail={rail} />
          ))}
        </g>
        <circle
          cx={DOT.x}
          cy={DOT.y}
          r="4"
          strokeWidth="1.5"
          className={isOurs ? 'fill-accent stroke-accent' : 'fill-surface stroke-ink-3'}
        />
      </svg>
    </span>
  );
}

function Line({ rail: { lane, part, up, isComplete } }: { readonly rail: Rail }) {
  const dash = isComplete ? undefined : '3 3';
  const x = DOT.x + lane * STEP;
  if (part === 'passes') return <line x1={x} x2={x} y1="0" y2="100%" strokeDasharray={dash} />;
  // Towards the foot of the row, or towards its head.
  const isBelow = (part === 'leaves') !== up;
  const corner = lane === 0 ? DOT.y + (isBelow ? 4 : -4) : DOT.y + (isBelow ? 6 : -6);
  const end = isBelow ? '100%' : '0';
  const head = part === 'arrives';
  return (
    <>
      <line x1={x} x2={x} y1={corner} y2={end} strokeDasharray={dash} />
      {lane > 0 && <path d={`M${DOT.x + 4} ${DOT.y}H${x - 6}Q${x} ${DOT.y} ${x} ${corner}`} strokeDasharray={dash} />}
      {head && lane === 0 && <path d={`M${x - 3.5} ${DOT.y - 9}l3.5 4 3.5-4`} />}
      {head && lane > 0 && <path d={`M${DOT.x + 9} ${DOT.y - 3.5}l-4 3.5 4 3.5`} />}
    </>
  );
}
