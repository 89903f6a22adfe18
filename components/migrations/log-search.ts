import type { LogLineView } from '#lib/migrations/evidence-views.ts';

/** What a search has found so far in the lines from number `from` up to and without `to`. */
export interface Found {
  readonly search: string;
  readonly from: number;
  readonly to: number;
  /** Numbers of the lines with the text in them, in order. */
  readonly hits: readonly number[];
}

/** Lines looked at before the browser may do something else: about a millisecond of work. */
const AT_ONE_GO = 2_000;

/** Whether a line has a text in it, in any case. */
export const contains = (text: string, search: string): boolean => text.toLowerCase().includes(search.toLowerCase());

/** A search that has looked at nothing yet; it begins with the newest lines. */
export const searchFor = (search: string, lines: readonly LogLineView[]): Found => {
  const end = (lines.at(-1)?.seq ?? -1) + 1;
  return { search, from: end, to: end, hits: [] };
};

/** The search gone on by some lines: first those that came since, then older ones. The same one where it saw all. */
export function searchOn(found: Found, lines: readonly LogLineView[]): Found {
  const { search, from, to, hits } = found;
  const newer = indexOfSeq(lines, to);
  if (newer < lines.length) {
    const some = lines.slice(newer, newer + AT_ONE_GO);
    return { ...found, to: (some.at(-1)?.seq ?? to) + 1, hits: [...hits, ...hitsIn(some, search)] };
  }
  const older = indexOfSeq(lines, from);
  if (older === 0) return found;
  const some = lines.slice(Math.max(0, older - AT_ONE_GO), older);
  return { ...found, from: some[0]?.seq ?? from, hits: [...hitsIn(some, search), ...hits] };
}

const hitsIn = (lines: readonly LogLineView[], search: string): readonly number[] =>
  lines.filter(({ text }) => contains(text, search)).map(({ seq }) => seq);

/** Place of the first line with that number or a later one; lines are in order, though a filter may leave gaps. */
export function indexOfSeq(lines: readonly LogLineView[], seq: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.seq ?? seq) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
