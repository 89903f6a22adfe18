import { formatSize, groupDigits } from '#lib/format/size.ts';
import type { RoomNeeded } from './room-needed.ts';

/** `1 migration`, `48 migrations`. */
export const migrations = (count: number): string => (count === 1 ? '1 migration' : `${groupDigits(count)} migrations`);

/** The question: how many, and how much as far as it is known. */
export function startTitle(chosen: number, { bytes, known, unknown }: RoomNeeded): string {
  if (known === 0) return `Start ${migrations(chosen)}?`;
  return `Start ${migrations(chosen)} (${unknown > 0 ? 'at least ' : ''}${formatSize(bytes)})?`;
}

/** That they may not all fit; null where nothing says so. */
export function shortSentence({ bytes, fits }: RoomNeeded, bytesFree: number | null): string | null {
  if (fits !== false || bytesFree === null) return null;
  return `They may not all fit: ${formatSize(bytes)} before anything is left out, and ${formatSize(bytesFree)} were last seen free.`;
}

/** What of the list is not among them. */
export function leftOutSentence({
  undecided,
  others,
}: {
  readonly undecided: number;
  readonly others: number;
}): string {
  const said = [
    ...(undecided > 0 ? [`${rows(undecided)} ${undecided === 1 ? 'waits' : 'wait'} for a decision`] : []),
    ...(others > 0 ? [`${rows(others)} cannot start or ${others === 1 ? 'is' : 'are'} repeated`] : []),
  ];
  if (said.length === 0) return 'Every row of the list is among them.';
  return `${said.join(', and ')}: not among them.`;
}

const rows = (count: number): string => (count === 1 ? '1 row' : `${groupDigits(count)} rows`);
