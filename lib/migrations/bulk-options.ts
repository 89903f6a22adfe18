import type { BulkCells, BulkColumn } from './bulk-views.ts';
import { excludeWords, PRESET_NAMES, presetWord } from './exclude-presets.ts';
import { excludeProblems } from './exclude-problems.ts';
import type { VerifyMode } from './wire.ts';

/** How the copy of one row is made; null where its list does not say, and what holds for all rows does. */
export interface RowOptions {
  /** Patterns and `@presets`. */
  readonly excludes: readonly string[] | null;
  readonly verify: VerifyMode | null;
}

interface RowProblem {
  readonly column: BulkColumn;
  readonly words: string;
}

const NOTHING: readonly string[] = ['none', 'nothing', 'no'];
const MODES: Readonly<Record<VerifyMode, readonly string[]>> = {
  sizes: ['sizes', 'size'],
  checksums: ['checksums', 'checksum'],
  none: NOTHING,
};

/** Reads what a row says of its copy, and what of that cannot be read. */
export function readRowOptions({ excludes, verify }: Pick<BulkCells, 'excludes' | 'verify'>): {
  readonly options: RowOptions;
  readonly problems: readonly RowProblem[];
} {
  const left = leftOut(excludes);
  const problems = left === null ? [] : [...left.problems, ...excludeProblems(left.excludes)];
  const said = verify.trim().toLowerCase();
  const mode = (Object.keys(MODES) as VerifyMode[]).find((each) => MODES[each].includes(said));
  const isOdd = said !== '' && mode === undefined;
  return {
    options: { excludes: left === null || problems.length > 0 ? null : left.excludes, verify: mode ?? null },
    problems: [
      ...problems.map((words) => ({ column: 'excludes' as const, words })),
      ...(isOdd
        ? [{ column: 'verify' as const, words: `Compare by sizes, by checksums, or none; not “${verify}”.` }]
        : []),
    ],
  };
}

/** Presets by their names and patterns, with semicolons or commas between them; null where nothing is said. */
function leftOut(cell: string): { readonly excludes: readonly string[]; readonly problems: readonly string[] } | null {
  const parts = cell.split(/[;,|]/).flatMap(partsOf);
  if (parts.length === 0) return null;
  if (parts.length === 1 && isNothing(parts[0] ?? '')) return { excludes: [], problems: [] };
  return { excludes: [...new Set(parts.map(exclude))], problems: parts.flatMap(mixedUp) };
}

/** Presets may also have blanks alone between them. */
function partsOf(text: string): readonly string[] {
  const words = wordsOf(text);
  const part = text.trim();
  return part === '' ? [] : words.every((word) => presetOf(word)) ? words : [part];
}

/** What would be taken for one pattern that matches nothing, and so leave nothing out. */
function mixedUp(part: string): readonly string[] {
  const words = wordsOf(part);
  const isMixed = words.length > 1 && words.some((word) => presetOf(word));
  if (isNothing(part)) return [`“${part}” stands beside others: leave nothing out, or only the others.`];
  return isMixed ? [`“${part}” is no preset and no pattern of one. Put semicolons between what is left out.`] : [];
}

const wordsOf = (text: string): readonly string[] => text.split(/[\s+]+/).filter(Boolean);

const isNothing = (part: string): boolean => NOTHING.includes(part.toLowerCase());

/** The preset of a name, also without the s at its end. */
const presetOf = (word: string) =>
  PRESET_NAMES.find((name) => [name, name.replace(/s$/, ''), presetWord(name)].includes(word.toLowerCase()));

function exclude(word: string): string {
  const preset = presetOf(word);
  return preset ? presetWord(preset) : word;
}

/** Of each word that may have been meant as a preset what it is taken for, in a sentence. */
export const plainWords = ({ excludes }: RowOptions): readonly string[] =>
  (excludes ?? [])
    .filter((each) => /^\w+$/.test(each))
    .map((word) => `“${word}” is no preset: what is called so is left out.`);

/** The same as a list has it: what `readRowOptions` reads again. */
export const excludesCell = (excludes: readonly string[] | null): string =>
  excludes === null ? '' : excludes.length === 0 ? 'none' : excludes.map(excludeWords).join('; ');
