import type { LaterRunView } from '#lib/migrations/evidence-views.ts';

/** What became of a partial copy, before the number of the run that did it. */
export const LATER_WORDS: Readonly<Record<LaterRunView['what'], string>> = {
  resuming: 'Being resumed by',
  superseded: 'Superseded by',
  discarding: 'Partial copy being removed by',
  discarded: 'Partial copy removed by',
};

/** The same as one line: `Superseded by #2`. */
export const laterWords = ({ what, number }: LaterRunView): string => `${LATER_WORDS[what]} #${number}`;
