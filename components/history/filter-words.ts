import { dayOf, endOfDay, startOfDay } from '#lib/format/day.ts';
import { type Clock, formatDay, formatExactTime, formatTime } from '#lib/format/time.ts';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import type { FolderState, RunKind } from '#lib/migrations/states.ts';

export const KIND_LABELS: Readonly<Record<RunKind, string>> = { copy: 'Copy', check: 'Check', discard: 'Removal' };
export const FOLDER_LABELS: Readonly<Record<FolderState, string>> = {
  none: 'None',
  partial: 'Partial',
  complete: 'Complete',
  unknown: 'Not known',
};

/** A filter that is set, in words, and what takes it away. */
export interface SetFilter {
  readonly words: string;
  /** The part of the words that somebody else wrote. */
  readonly name?: string;
  /** A moment in them in full, for a hover. */
  readonly exact?: string;
  readonly without: Partial<ListQuery>;
}

/** The filters of a list beside its preset and its search, in the order of the form. */
export function setFilters(query: ListQuery, clock: Clock): readonly SetFilter[] {
  const { user, kind, code, by, folderState, since, until } = query;
  const filters: readonly (SetFilter | false)[] = [
    user !== '' && { words: 'User', name: user, without: { user: '' } },
    kind !== null && { words: `Kind: ${KIND_LABELS[kind].toLowerCase()}`, without: { kind: null } },
    code !== '' && { words: `Code ${code}`, without: { code: '' } },
    folderState !== null && {
      words: `Folder: ${FOLDER_LABELS[folderState].toLowerCase()}`,
      without: { folderState: null },
    },
    by !== '' && { words: 'By', name: by, without: { by: '' } },
    since !== null && { ...sinceWords(since, clock), without: { since: null } },
    until !== null && { ...untilWords(until, clock), without: { until: null } },
  ];
  return filters.filter((filter) => filter !== false);
}

/** A moment at which a day begins or ends is told as that day, which is what was chosen. */
function sinceWords(at: string, clock: Clock) {
  const day = dayOf(Date.parse(at), clock.zone);
  const isDay = startOfDay(day, clock.zone) === Date.parse(at);
  return { words: isDay ? `From ${formatDay(day)}` : `Since ${formatTime(at, clock)}`, exact: exactOf(at, clock) };
}

function untilWords(at: string, clock: Clock) {
  const day = dayOf(Date.parse(at) - 1, clock.zone);
  const isDay = endOfDay(day, clock.zone) === Date.parse(at);
  return { words: isDay ? `To ${formatDay(day)}` : `Before ${formatTime(at, clock)}`, exact: exactOf(at, clock) };
}

const exactOf = (at: string, { zone }: Clock): string => formatExactTime(at, zone);
