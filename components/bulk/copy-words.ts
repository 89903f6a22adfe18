import type { BatchRowView, BatchView } from '#lib/migrations/batch-views.ts';
import { excludesCell } from '#lib/migrations/bulk-options.ts';

type Options = Pick<BatchView['options'], 'verify' | 'excludes'>;

const COMPARED: Readonly<Record<Options['verify'], string>> = {
  sizes: 'compares sizes',
  checksums: 'compares every byte',
  none: 'compares nothing',
};
const leftOut = (excludes: Options['excludes']): string =>
  excludes.length === 0 ? 'leaves nothing out' : `leaves out ${excludesCell(excludes)}`;

/** What the copies of a batch leave out, and how they are compared. */
export const copyWords = ({ excludes, verify }: Options): readonly string[] => [leftOut(excludes), COMPARED[verify]];

/** The same of a row that says otherwise than its batch; null where it does not. */
export function ownWords({ excludes, verify }: Pick<BatchRowView, 'excludes' | 'verify'>): string | null {
  const words = [...(excludes ? [leftOut(excludes)] : []), ...(verify ? [COMPARED[verify]] : [])];
  return words.length === 0 ? null : words.join(', ');
}

/** How many rows say otherwise, after what holds for all; nothing where none does. */
export const ownRows = (count: number): readonly string[] =>
  count === 0 ? [] : [count === 1 ? '1 row says otherwise' : `${count} rows say otherwise`];
