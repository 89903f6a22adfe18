import type { EndPart } from '#lib/migrations/overview-views.ts';

/** Each part has a fill of its own, not only a hue: solid, hatched, crossed out, grey, hollow. */
const FILLS: Readonly<Record<EndPart, string>> = {
  done: 'fill-done',
  notes: 'stroke-notes stroke-[3]',
  failed: 'stroke-failed stroke-[3]',
  stopped: 'fill-ink-3',
  lost: 'fill-surface stroke-unknown stroke-[3]',
};

/** Put once into a drawing whose blocks have this `id`. */
export function EndPatterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-notes`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className="fill-surface" />
        <rect width="2.5" height="5" className="fill-notes" />
      </pattern>
      <pattern id={`${id}-failed`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" className="fill-failed" />
        <path d="m0 0 8 8" className="stroke-surface stroke-[1.2]" />
      </pattern>
    </defs>
  );
}

interface BlockProps {
  /** Of the patterns in this drawing. */
  readonly id: string;
  readonly part: EndPart;
  /** In pixels, or percent of the drawing. */
  readonly x?: string | number;
  readonly y?: number;
  readonly width: string | number;
  readonly height: number;
}

/** One part of a bar. A drawing of its own, so that an outline stays inside. */
export function EndBlock({ id, part, ...box }: BlockProps) {
  const pattern = part === 'notes' || part === 'failed' ? { fill: `url(#${id}-${part})` } : {};
  return (
    <svg {...box} aria-hidden="true">
      <rect width="100%" height="100%" {...pattern} className={FILLS[part]} />
    </svg>
  );
}
