import type { BulkCells, BulkColumn } from './bulk-views.ts';
import { PRESET_NAMES, presetWord } from './exclude-presets.ts';
import { parseExcludes } from './excludes.ts';
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
  const parsed = parseExcludes(left ?? []);
  const mode = (Object.keys(MODES) as VerifyMode[]).find((each) => MODES[each].includes(verify.trim().toLowerCase()));
  const isOdd = verify.trim() !== '' && mode === undefined;
  return {
    options: { excludes: parsed.ok ? left : null, verify: mode ?? null },
    problems: [
      ...(parsed.ok ? [] : parsed.problems.map((words) => ({ column: 'excludes' as const, words }))),
      ...(isOdd
        ? [{ column: 'verify' as const, words: `Compare by sizes, by checksums, or none; not “${verify}”.` }]
        : []),
    ],
  };
}

/** Presets by their names and patterns, with a semicolon between them; blanks will do between presets alone. */
function leftOut(cell: string): readonly string[] | null {
  const text = cell.trim();
  if (text === '') return null;
  if (NOTHING.includes(text.toLowerCase())) return [];
  const words = text.split(/[\s;|+]+/).filter(Boolean);
  if (words.every(isPreset)) return [...new Set(words.map(exclude))];
  const parts = text.split(/[;|]/).map((part) => part.trim());
  return [...new Set(parts.filter(Boolean).map(exclude))];
}

const presetOf = (word: string) => PRESET_NAMES.find((name) => [name, presetWord(name)].includes(word.toLowerCase()));
const isPreset = (word: string): boolean => presetOf(word) !== undefined;

function exclude(word: string): string {
  const preset = presetOf(word);
  return preset ? presetWord(preset) : word;
}

/** The same as a list has it: what `readRowOptions` reads again. */
export const excludesCell = (excludes: readonly string[] | null): string =>
  excludes === null ? '' : excludes.length === 0 ? 'none' : excludes.map(plainPreset).join('; ');

const plainPreset = (word: string): string => presetOf(word) ?? word;
