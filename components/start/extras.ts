/** When a single run starts, and what its person is told, as it stands in the fields. */
export interface ExtrasDraft {
  readonly note: string;
  readonly isLater: boolean;
  /** What the clocks of the reader's zone show then, `2026-11-25T18:00`. */
  readonly at: string;
}

/** The fields and what they come to. `read-extras.ts` makes it, and is loaded with the fields. */
export interface Extras {
  readonly draft: ExtrasDraft;
  /** For the server. */
  readonly input: { readonly note?: string; readonly notBefore?: string };
  /** What is wrong with the fields, by the name that the server calls them. */
  readonly problems: Readonly<Record<string, string>>;
  /** In sentences, each after a blank; empty where there is nothing to say. */
  readonly sentence: string;
  /** When it starts, in words; null for at once. */
  readonly startsAt: string | null;
}

export const NO_EXTRAS: Extras = {
  draft: { note: '', isLater: false, at: '' },
  ...{ input: {}, problems: {}, sentence: '', startsAt: null },
};
