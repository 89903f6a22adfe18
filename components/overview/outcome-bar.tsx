import { useId } from 'react';
import { END_PARTS } from '#lib/migrations/overview-views.ts';
import { EndBlock, EndPatterns } from './end-look.tsx';
import type { Ends } from './end-words.ts';
import { sharesOf } from './shares.ts';

const HEIGHT = 12;

/** How runs ended, as parts of one bar in a fixed order. The sentence beside it says the same. */
export function OutcomeBar({ ends }: { readonly ends: Ends }) {
  const id = useId();
  const parts = END_PARTS.filter((part) => ends[part].runs > 0);
  const shares = sharesOf(parts.map((part) => ends[part].runs));
  let from = 0;
  return (
    <svg width="100%" height={HEIGHT} className="block" aria-hidden="true">
      <EndPatterns id={id} />
      {parts.map((part, at) => {
        const x = from;
        from += shares[at] ?? 0;
        return (
          <g key={part}>
            <EndBlock id={id} part={part} x={`${x}%`} width={`${shares[at]}%`} height={HEIGHT} />
            {x > 0 && <line x1={`${x}%`} x2={`${x}%`} y2={HEIGHT} className="stroke-surface stroke-2" />}
          </g>
        );
      })}
    </svg>
  );
}
