import { groupDigits } from '#lib/format/size.ts';
import {
  type BatchSummaryView,
  countIn,
  ROW_PARTS,
  type RowFilter,
  type RowPart,
} from '#lib/migrations/batch-views.ts';
import type { Family } from '#lib/migrations/states.ts';

/** What each part is called after a number. */
const PART_WORDS: Readonly<Record<RowPart, string>> = {
  done: 'done',
  notes: 'done with notes',
  failed: 'failed',
  lost: 'result unknown',
  refused: 'refused',
  stopped: 'stopped',
  left: 'not started',
  running: 'running',
  waiting: 'waiting',
};

/** `22 done, 1 failed, 3 waiting`. */
export const countsSentence = ({ counts }: Pick<BatchSummaryView, 'counts'>): string =>
  ROW_PARTS.filter((part) => counts[part] > 0)
    .map((part) => `${groupDigits(counts[part])} ${PART_WORDS[part]}`)
    .join(', ');

/** What a batch is, at a glance. */
export function batchStatus({ state, counts }: Pick<BatchSummaryView, 'state' | 'counts'>): {
  readonly family: Family;
  readonly words: string;
} {
  if (state === 'running') return { family: 'working', words: 'Running' };
  if (state === 'paused') return { family: 'attention', words: 'Paused' };
  if (state === 'stopping') return { family: 'attention', words: 'Stopping' };
  const failed = countIn(counts, 'failed');
  if (failed > 0) return { family: 'failed', words: `Ended, ${groupDigits(failed)} not copied` };
  if (countIn(counts, 'stopped') > 0) return { family: 'stopped', words: 'Stopped' };
  return counts.notes > 0 ? { family: 'notes', words: 'Done, with notes' } : { family: 'done', words: 'Done' };
}

export const FILTER_WORDS: Readonly<Record<RowFilter, string>> = {
  all: 'All rows',
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed or refused',
  stopped: 'Stopped or not started',
};

/** `1 row`, `1,000 rows`. */
export const rowWords = (count: number): string => (count === 1 ? '1 row' : `${groupDigits(count)} rows`);
