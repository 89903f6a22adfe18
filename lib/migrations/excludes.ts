import { names, type Pattern, readPattern } from './exclude-pattern.ts';
import { PRESET_NAMES, PRESETS, presetWord } from './exclude-presets.ts';

/** How many excludes a run may have, presets counted as one each. */
export const MAX_EXCLUDES = 200;

/** What a copy leaves out: a folder that matches goes with everything below it. Made by `parseExcludes`. */
export interface Excludes {
  readonly patterns: readonly Pattern[];
  /** The same patterns once more, for speed: by the one name that they need, and those that take several. */
  readonly byName: ReadonlyMap<string, readonly Pattern[]>;
  readonly others: readonly Pattern[];
}

export type ParsedExcludes =
  | { readonly ok: true; readonly excludes: Excludes }
  /** A sentence for each exclude that is none, in the order given; each names it. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads presets (`@caches`) and patterns, as a person wrote them. Never throws. */
export function parseExcludes(list: readonly string[]): ParsedExcludes {
  if (list.length > MAX_EXCLUDES) {
    return { ok: false, problems: [`There are ${list.length} excludes; ${MAX_EXCLUDES} are the most.`] };
  }
  const read = list.flatMap(readExclude);
  const problems = read.filter((each) => typeof each === 'string');
  if (problems.length > 0) return { ok: false, problems: [...new Set(problems)] };
  return { ok: true, excludes: compile(read.filter((each) => typeof each !== 'string')) };
}

/** What is wrong with one preset or pattern, as a sentence; undefined where nothing is. */
export function excludeProblem(text: string): string | undefined {
  const read = parseExcludes([text]);
  return read.ok ? undefined : read.problems[0];
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

function readExclude(text: string): readonly (Pattern | string)[] {
  if (!text.startsWith('@')) return [readPattern(text)];
  const name = PRESET_NAMES.find((each) => presetWord(each) === text);
  if (name !== undefined) return PRESETS[name].patterns.map(readPattern);
  const known = PRESET_NAMES.map(presetWord).join(', ');
  const [problem] = [readPattern(text)].filter((each) => typeof each === 'string');
  return [
    problem ?? `The exclude “${text}” is no preset. There are ${known}; write [@] for a name that begins with “@”.`,
  ];
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
