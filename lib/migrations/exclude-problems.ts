import { readPattern } from './exclude-pattern.ts';
import { PRESET_NAMES, presetOfWord, presetWord } from './exclude-presets.ts';

/** How many excludes a run may have, presets counted as one each. */
export const MAX_EXCLUDES = 200;

/**
 * What is wrong with presets (`@caches`) and patterns as a person wrote them: a sentence for each that is none, which names it,
 * in the order given; or one for all where there are too many. Empty where nothing is wrong.
 */
export function excludeProblems(list: readonly string[]): readonly string[] {
  if (list.length > MAX_EXCLUDES) return [`There are ${list.length} excludes; ${MAX_EXCLUDES} are the most.`];
  return [...new Set(list.flatMap((text) => excludeProblem(text) ?? []))];
}

/** What is wrong with one of them. */
export function excludeProblem(text: string): string | undefined {
  if (presetOfWord(text)) return undefined;
  const read = readPattern(text);
  if (typeof read === 'string') return read;
  if (!text.startsWith('@')) return undefined;
  const known = PRESET_NAMES.map(presetWord).join(', ');
  return `The exclude “${text}” is no preset. There are ${known}; write [@] for a name that begins with “@”.`;
}
