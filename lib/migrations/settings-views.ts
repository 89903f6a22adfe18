/** What the page of the settings shows. */
export interface SettingView {
  readonly path: string;
  /** One line of text; null where nothing is set, or where it is kept elsewhere and never shown. */
  readonly value: string | null;
  readonly from: 'file' | 'default' | 'unset' | 'environment' | 'secret-file' | 'hidden';
  readonly line: number | null;
  readonly keptIn: string | null;
  readonly description: string | null;
}

export interface SettingsView {
  /** The file they were read from at the start. */
  readonly file: string;
  /** Whether `REHOME_CONFIG` named it. */
  readonly named: boolean;
  readonly settings: readonly SettingView[];
}

/** What runs here. */
export interface AboutView {
  readonly version: string;
  readonly build: string;
  readonly node: string;
  readonly database: string;
  readonly instance: string;
  readonly realm: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly configFile: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** What a test of the set-up found. */
export interface TestReport {
  readonly ok: boolean;
  /** The verdict, one sentence. */
  readonly headline: string;
  /** What is wrong, and what that keeps Rehome from; in order of weight. */
  readonly problems: readonly { readonly what: string; readonly means: string }[];
  /** What was seen on the way, one sentence each. */
  readonly seen?: readonly string[];
  /** What the cluster itself said; null where it said nothing. */
  readonly raw: string | null;
  /** ISO 8601. */
  readonly at: string;
}
