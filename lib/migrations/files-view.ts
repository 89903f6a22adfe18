import { ENTRY_LISTS, type EntryList, type FinalResult, LISTED_PER_KIND, NOTE_KINDS, type NoteKind } from './wire.ts';

/** What became of a single entry: a note, or one of the lists that are no notes. */
export type FileKind = NoteKind | EntryList;

/** Every kind, what matters most first. */
export const FILE_KINDS: Readonly<Record<FileKind, string>> = {
  differing: ENTRY_LISTS.differing,
  unreadable: NOTE_KINDS.unreadable,
  refusedName: NOTE_KINDS.refusedName,
  vanished: NOTE_KINDS.vanished,
  changed: NOTE_KINDS.changed,
  attributeLost: NOTE_KINDS.attributeLost,
  capabilityLost: NOTE_KINDS.capabilityLost,
  setIdRemoved: NOTE_KINDS.setIdRemoved,
  aclMerged: NOTE_KINDS.aclMerged,
  socket: NOTE_KINDS.socket,
  device: NOTE_KINDS.device,
  mended: ENTRY_LISTS.mended,
};

/** One entry that was skipped, failed, was mended or differs. */
export interface FileEntry {
  readonly kind: FileKind;
  /** Relative to the old home. */
  readonly path: string;
  /** Why, or empty. */
  readonly detail: string;
}

export interface FileKindView {
  readonly kind: FileKind;
  readonly label: string;
  /** How many there are; while the run works, how many it has told of. */
  readonly count: number;
  /** How many of them are listed. */
  readonly listed: number;
  /** Whether there may be more than `count`: the run still works, and tells no more of this kind. */
  readonly orMore: boolean;
}

/** The entries of a run that a person may want to know of. */
export interface FilesView {
  readonly kinds: readonly FileKindView[];
  readonly entries: readonly FileEntry[];
  /** Where those are that are not listed, one sentence each. */
  readonly whole: readonly string[];
}

/** Where a copy lies, for the sentence that says where its notes are. */
export interface CopyPlace {
  readonly folderState: 'none' | 'partial' | 'complete' | 'unknown';
  readonly folder: string;
  readonly staging: string;
  readonly newUser: string;
}

/** What is listed of a run out of what it said, and out of its result where that knows more. */
export function filesView(heard: readonly FileEntry[], result: FinalResult | null, place: CopyPlace): FilesView {
  const told = [
    ...(result?.notes ?? []),
    ...(result?.entries ?? []).map(({ list, ...rest }) => ({ kind: list, ...rest })),
  ];
  const rows = Object.entries(FILE_KINDS).map(([key, label]) => {
    const kind = key as FileKind;
    const final = told.find((one) => one.kind === kind);
    const own = heard.filter((entry) => entry.kind === kind);
    // A log that was not kept leaves the few examples that the result gives.
    const listed = own.length > 0 ? own : (final?.samples ?? []).map((path) => ({ kind, path, detail: '' }));
    const count = Math.max(final?.count ?? 0, listed.length);
    return { kind, label, count, listed, orMore: result === null && listed.length >= LISTED_PER_KIND };
  });
  const kinds = rows.filter(({ count }) => count > 0).map((row) => ({ ...row, listed: row.listed.length }));
  return { kinds, entries: rows.flatMap(({ listed }) => listed), whole: wholeList(kinds, result !== null, place) };
}

function wholeList(kinds: readonly FileKindView[], ended: boolean, place: CopyPlace): readonly string[] {
  const cut = kinds.filter(({ count, listed, orMore }) => orMore || listed < count);
  const isList = ({ kind }: FileKindView) => Object.hasOwn(ENTRY_LISTS, kind);
  return [
    ...(cut.some((kind) => !isList(kind)) ? [placeOfNotes(ended, place)] : []),
    ...(cut.some(isList) ? ['Of entries that were mended or differ, no other list is kept.'] : []),
  ];
}

function placeOfNotes(ended: boolean, { folderState, folder, staging, newUser }: CopyPlace): string {
  if (!ended) return 'All notes are counted when the run ends, and written beside its receipt.';
  if (folderState === 'complete')
    return `Every note is in REHOME-NOTES.txt, beside the receipt in ${folder} in ${newUser}’s home.`;
  if (folderState === 'partial')
    return `The notes, as far as they were written, are in the file notes in ${staging} in ${newUser}’s home, which only root can enter.`;
  return 'No other list of them is kept.';
}
