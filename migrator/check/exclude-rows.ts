import { PRESET_NAMES, presetWord } from '#lib/migrations/exclude-presets.ts';
import { type Excludes, parseExcludes, whichMatches } from '#lib/migrations/excludes.ts';
import type { ByteName } from '../byte-name.ts';

/** One set of excludes whose savings are counted. A set of such is a number with a bit for each. */
export interface ExcludeRow {
  readonly word: string;
  readonly bit: number;
  readonly excludes: Excludes;
}

/** All the excludes of the run together, the first row; it has no word of its own. */
export const ALL = 1;
/** So many fit into the bits of a small number; what more patterns a run has saves is told for all together alone. */
const MOST_ROWS = 30;

/** What is counted: the run's excludes together, then each preset and each pattern of the run by itself. */
export function excludeRows(list: readonly string[]): readonly ExcludeRow[] {
  const words = new Set([...PRESET_NAMES.map(presetWord), ...list]);
  return [list, ...[...words].map((word) => [word])].slice(0, MOST_ROWS).flatMap((each, index) => {
    const parsed = parseExcludes(each);
    const word = index === 0 ? '' : (each[0] ?? '');
    return parsed.ok ? [{ word, bit: 1 << index, excludes: parsed.excludes }] : [];
  });
}

/** The rows that leave an entry out, where `above` are those that leave out the folder it lies in. */
export function leftOutBy(rows: readonly ExcludeRow[], above: number, path: ByteName, isFolder: boolean): number {
  let found = above;
  for (const { bit, excludes } of rows) {
    if ((found & bit) === 0 && excludes.patterns.length > 0 && whichMatches(excludes, path, isFolder)) found |= bit;
  }
  return found;
}
