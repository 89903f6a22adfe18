import { formatFiles, formatSize, groupDigits } from '#lib/format/size.ts';
import type { HandedOver, PartialCopiesView, PartialCopyView } from '#lib/migrations/cleanup-views.ts';
import type { LaterRunView } from '#lib/migrations/evidence-views.ts';
import { factsOf } from '#lib/migrations/outcomes.ts';
import { STATUS } from '#lib/migrations/states.ts';

/** Whose the files of a partial copy are. Its folder is root's until it is finished, and nobody else can enter it. */
export const HANDED_OVER: Readonly<Record<HandedOver, string>> = {
  part: 'Partly handed over',
  all: 'Handed over',
  unknown: 'Owner not known',
};

/** What goes on in a partial copy, before the number of the run that does it. */
export const LATER_NOW: Readonly<Record<LaterRunView['what'], string>> = {
  resuming: 'Being resumed by',
  superseded: 'It went on in',
  discarding: 'Being removed by',
  discarded: 'Removed by',
};

/** How the run ended that left it. */
export const endWords = ({ code, outcome }: Pick<PartialCopyView, 'code' | 'outcome'>): string =>
  (code !== null && factsOf(code, 'copy')?.headline) || STATUS[outcome].label;

/** `9,100 files`; nothing where that is not known. */
export const fileWords = (files: number | null): string => (files === null ? '' : formatFiles(files));

/** `3 folders, 80.4 GiB`. */
export function totalWords({ count, bytes }: Pick<PartialCopiesView, 'count' | 'bytes'>): string {
  const folders = `${groupDigits(count)} ${count === 1 ? 'folder' : 'folders'}`;
  return bytes > 0 ? `${folders}, ${formatSize(bytes)}` : folders;
}

/** Says that there are more than the page shows; nothing where there are none. */
export const shownWords = (shown: number, count: number): string | null =>
  count > shown
    ? `These are the newest ${groupDigits(shown)} of ${groupDigits(count)}. As they are resumed or removed, the others come up.`
    : null;
