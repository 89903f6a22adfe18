import type { LineCountView, LogLineView } from '#lib/migrations/evidence-views.ts';

/** Lines asked for at once. */
const PAGE_LINES = 5_000;

/** The lines to ask for next, so that in the end all are held with none missing between them; null where they are. */
export function missingLines(
  held: readonly LogLineView[],
  { first, next }: LineCountView,
): { readonly from: number; readonly to: number } | null {
  const oldest = held[0]?.seq;
  const newest = held.at(-1)?.seq;
  if (oldest === undefined || newest === undefined) {
    return next > first ? { from: Math.max(first, next - PAGE_LINES), to: next } : null;
  }
  if (newest + 1 < next) return { from: newest + 1, to: Math.min(next, newest + 1 + PAGE_LINES) };
  return oldest > first ? { from: Math.max(first, oldest - PAGE_LINES), to: oldest } : null;
}

/**
 * Held lines with others put before or after them; those that neither touch nor overlap them are left out. The same list
 * comes back where nothing is new.
 */
export function joinLines(held: readonly LogLineView[], others: readonly LogLineView[]): readonly LogLineView[] {
  const [from, to] = [others[0]?.seq, others.at(-1)?.seq];
  const [oldest, newest] = [held[0]?.seq, held.at(-1)?.seq];
  if (from === undefined || to === undefined) return held;
  if (oldest === undefined || newest === undefined) return others;
  if (from <= newest + 1 && to > newest) return [...held, ...others.slice(newest + 1 - from)];
  if (to >= oldest - 1 && from < oldest) return [...others.slice(0, oldest - from), ...held];
  return held;
}
