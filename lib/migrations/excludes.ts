import { names, type Pattern, readPattern } from './exclude-pattern.ts';
import { presetOfWord } from './exclude-presets.ts';
import { excludeProblems } from './exclude-problems.ts';
import { PRESET_PATTERNS } from './preset-patterns.ts';

/** What a copy leaves out: a folder that matches goes with everything below it. Made by `parseExcludes`. */
export interface Excludes {
  readonly patterns: readonly Pattern[];
  /** The same patterns once more, for speed: by the one name that they need, and those that take several. */
  readonly byName: ReadonlyMap<string, readonly Pattern[]>;
  readonly others: readonly Pattern[];
}

export type ParsedExcludes =
  | { readonly ok: true; readonly excludes: Excludes }
  /** As `excludeProblems` tells them. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads presets (`@caches`) and patterns, as a person wrote them. Never throws. */
export function parseExcludes(list: readonly string[]): ParsedExcludes {
  const problems = excludeProblems(list);
  if (problems.length > 0) return { ok: false, problems };
  const read = list.flatMap(patternsOf).map(readPattern);
  const unread = read.filter((each) => typeof each === 'string');
  if (unread.length > 0) return { ok: false, problems: unread };
  return { ok: true, excludes: compile(read.filter((each) => typeof each !== 'string')) };
}

/**
 * Whether an entry is left out. `path` is relative to the home, in bytes (latin1), with no folder on it that is left out
 * itself: of those, the entries are never asked for.
 */
export const matches = (excludes: Excludes, path: string, isFolder: boolean): boolean =>
  whichMatches(excludes, path, isFolder) !== undefined;

/** The pattern for which an entry is left out, or undefined where it is copied. */
export function whichMatches({ byName, others }: Excludes, path: string, isFolder: boolean): Pattern | undefined {
  const named = byName.get(path.slice(path.lastIndexOf('/') + 1));
  const fits = (pattern: Pattern) => names(pattern, path, isFolder);
  return named?.find(fits) ?? others.find(fits);
}

/**
 * The same rules for rsync, as bytes (latin1) for the standard input of `rsync --from0 --exclude-from=-`. Empty without
 * excludes. Each stands behind `- `, without which some would be comments.
 */
export const rsyncFilter = ({ patterns }: Excludes): string => patterns.map(({ bytes }) => `- ${bytes}\0`).join('');

function patternsOf(text: string): readonly string[] {
  const preset = presetOfWord(text);
  return preset ? PRESET_PATTERNS[preset] : [text];
}

function compile(read: readonly Pattern[]): Excludes {
  const patterns = [...new Map(read.map((pattern) => [pattern.bytes, pattern])).values()];
  const byName = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    if (pattern.name === undefined) continue;
    const same = byName.get(pattern.name);
    if (same) same.push(pattern);
    else byName.set(pattern.name, [pattern]);
  }
  return { patterns, byName, others: patterns.filter(({ name }) => name === undefined) };
}
