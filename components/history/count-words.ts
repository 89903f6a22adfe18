import { groupDigits } from '#lib/format/size.ts';
import type { Preset, RunListView } from '#lib/migrations/list-views.ts';

/** How many runs a preset shows; `1,000+` where no more were counted. */
export const countWords = ({ counts, capped }: Pick<RunListView, 'counts' | 'capped'>, preset: Preset): string =>
  `${groupDigits(counts[preset])}${capped.includes(preset) ? '+' : ''}`;
