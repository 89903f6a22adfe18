import { groupDigits } from '#lib/format/size.ts';
import { isNarrowed } from '#lib/migrations/list-query.ts';
import type { ListQuery, Preset, RunListView } from '#lib/migrations/list-views.ts';

/** How many runs a preset shows; `1,000+` or, in a very long record, `250+` where no more were counted. */
export const countWords = ({ counts, capped }: Pick<RunListView, 'counts' | 'capped'>, preset: Preset): string =>
  `${groupDigits(counts[preset])}${capped.includes(preset) ? '+' : ''}`;

/** What a list is of: `218 runs`, `1 pair that matches`. */
export function totalWords(query: ListQuery, list: Pick<RunListView, 'counts' | 'capped'>): string {
  const isOne = list.counts.all === 1;
  const what = query.byPair ? 'pair' : 'run';
  const narrowed = isNarrowed(query) ? ` that ${isOne ? 'matches' : 'match'}` : '';
  return `${countWords(list, 'all')} ${what}${isOne ? '' : 's'}${narrowed}`;
}
