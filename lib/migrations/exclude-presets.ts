/** What a copy may leave out by one word: a list of patterns (`PRESET_PATTERNS`). */
export interface Preset {
  readonly title: string;
  /** One sentence for whoever chooses: what it is, and what it costs the person not to have it. */
  readonly meaning: string;
}

export const PRESETS = {
  caches: {
    title: 'Caches',
    meaning: 'Downloads and intermediate results that programs make again when they need them.',
  },
  trash: {
    title: 'Trash',
    meaning: 'Files that the person deleted already, in JupyterLab or on a desktop.',
  },
  environments: {
    title: 'Environments',
    meaning:
      'Installed packages and interpreters. They hold absolute paths of the old home and seldom work in a copy; the person installs them anew.',
  },
  secrets: {
    title: 'Secrets',
    meaning: 'Keys, passwords and tokens of the old account. Known by their names alone: others may lie elsewhere.',
  },
} as const satisfies Readonly<Record<string, Preset>>;
export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

/** How a preset is called among patterns. */
export const presetWord = (name: PresetName): string => `@${name}`;

/** The preset that a word is. */
export const presetOfWord = (word: string): PresetName | undefined =>
  PRESET_NAMES.find((name) => presetWord(name) === word);

/** The same for people to read: a preset by its name, a pattern as it is. */
export const excludeWords = (exclude: string): string => (exclude.startsWith('@') ? exclude.slice(1) : exclude);
