import { BANDWIDTH_RULE, parseBandwidth } from '#lib/format/bandwidth.ts';
import { formatRate, formatSize } from '#lib/format/size.ts';
import { PRESET_NAMES, PRESETS, type PresetName, presetWord } from '#lib/migrations/exclude-presets.ts';
import { excludeProblems } from '#lib/migrations/exclude-problems.ts';
import type { KeepPods, StartOptions } from '#lib/migrations/start-views.ts';

/** The options as they stand in the form's fields. */
export interface OptionsDraft extends Omit<StartOptions, 'excludes'> {
  readonly presets: readonly PresetName[];
  /** Patterns of one's own, one a line. */
  readonly patterns: string;
}

/** The fields for these options. */
export function draftOf({ excludes, ...rest }: StartOptions): OptionsDraft {
  const presets = PRESET_NAMES.filter((name) => excludes.includes(presetWord(name)));
  const words = new Set<string>(presets.map(presetWord));
  return { ...rest, presets, patterns: excludes.filter((each) => !words.has(each)).join('\n') };
}

/** What is left out: presets first, then the lines that say something. */
export function excludesOf({ presets, patterns }: Pick<OptionsDraft, 'presets' | 'patterns'>): readonly string[] {
  const lines = patterns.split('\n').map((line) => line.trim());
  return [...PRESET_NAMES.filter((name) => presets.includes(name)).map(presetWord), ...new Set(lines.filter(Boolean))];
}

/** The options of the fields, for the server. */
export function optionsOf(draft: OptionsDraft): StartOptions {
  const { verify, keepPods, bandwidth } = draft;
  return { verify, keepPods, bandwidth: bandwidth.trim(), excludes: excludesOf(draft) };
}

/** What is wrong with the fields, by the name that the server calls them. */
export function optionProblems(draft: OptionsDraft): Readonly<Record<string, string>> {
  const { excludes, bandwidth } = optionsOf(draft);
  const wrong = excludeProblems(excludes);
  const isRate = bandwidth === '' || parseBandwidth(bandwidth) !== undefined;
  return {
    ...(wrong.length > 0 && { excludes: wrong.join(' ') }),
    ...(!isRate && { bandwidth: `For the rate ${BANDWIDTH_RULE}.` }),
  };
}

/** What each exclude would save, by its word; of a check. */
export type Savings = ReadonlyMap<string, { readonly files: number; readonly bytes: number }>;

const COMPARES: Readonly<Record<StartOptions['verify'], string>> = {
  sizes: 'compares sizes, owners, modes and times',
  checksums: 'compares every byte',
  none: 'compares nothing at the end',
};
const KEEPS: Readonly<Record<KeepPods, string>> = {
  failed: 'keeps the pod if it fails',
  never: 'removes the pod also if it fails',
};

/** The options in one sentence. */
export function optionsSentence(draft: OptionsDraft, savings: Savings | undefined): string {
  const { verify, keepPods, bandwidth, excludes } = optionsOf(draft);
  const rate = rateWords(bandwidth);
  return `${leftOutWords(draft, excludes)}${savingWords(excludes, savings)}, ${COMPARES[verify]}, ${rate}, ${KEEPS[keepPods]}.`;
}

function rateWords(bandwidth: string): string {
  if (bandwidth === '') return 'goes at full speed';
  const rate = parseBandwidth(bandwidth);
  return rate === undefined ? 'goes at a speed that is not clear yet' : `keeps to ${formatRate(rate)}`;
}

function leftOutWords({ presets }: OptionsDraft, excludes: readonly string[]): string {
  const own = excludes.length - presets.length;
  const words = [
    ...PRESET_NAMES.filter((name) => presets.includes(name)).map((name) => PRESETS[name].title.toLowerCase()),
    ...(own > 0 ? [own === 1 ? '1 pattern' : `${own} patterns`] : []),
  ];
  const isClear = excludeProblems(excludes).length === 0;
  if (words.length === 0) return 'Leaves nothing out';
  return `Leaves out ${listed(words)}${isClear ? '' : ', not all of it clear yet'}`;
}

/** Several excludes may leave out the same file, so that together they save so much at most. */
function savingWords(excludes: readonly string[], savings: Savings | undefined): string {
  const known = excludes.flatMap((each) => savings?.get(each) ?? []);
  if (excludes.length === 0 || known.length < excludes.length) return '';
  const bytes = known.reduce((sum, { bytes }) => sum + bytes, 0);
  if (bytes === 0) return ' (saves nothing)';
  return ` (saves ${known.length > 1 ? 'up to ' : ''}${formatSize(bytes)})`;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
