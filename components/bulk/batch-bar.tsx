import { useId } from 'react';
import { EndBlock, EndPatterns } from '#components/overview/end-look.tsx';
import { sharesOf } from '#components/overview/shares.ts';
import { ROW_PARTS, type RowCounts, type RowPart } from '#lib/migrations/batch-views.ts';
import type { EndPart } from '#lib/migrations/overview-views.ts';

const HEIGHT = 12;
/** A row that was refused looks as one that failed. */
const ENDS: Readonly<Partial<Record<RowPart, EndPart>>> = {
  done: 'done',
  notes: 'notes',
  failed: 'failed',
  refused: 'failed',
  lost: 'lost',
  stopped: 'stopped',
  left: 'stopped',
};

/** How the rows of a batch stand, as parts of one bar in a fixed order; what waits is hollow. The sentence beside it says the same. */
export function BatchBar({ counts }: { readonly counts: RowCounts }) {
  const id = useId();
  const parts = ROW_PARTS.filter((part) => counts[part] > 0);
  const shares = sharesOf(parts.map((part) => counts[part]));
  let from = 0;
  return (
    <svg width="100%" height={HEIGHT} className="block rounded-bar border border-edge" aria-hidden="true">
      <EndPatterns id={id} />
      {parts.map((part, at) => {
        const x = from;
        from += shares[at] ?? 0;
        const end = ENDS[part];
        const box = { x: `${x}%`, width: `${shares[at]}%`, height: HEIGHT };
        return (
          <g key={part}>
            {end && <EndBlock id={id} part={end} {...box} />}
            {part === 'running' && <rect {...box} className="fill-accent" />}
            {x > 0 && <line x1={`${x}%`} x2={`${x}%`} y2={HEIGHT} className="stroke-surface stroke-2" />}
          </g>
        );
      })}
    </svg>
  );
}
