import { formatExactSize, formatSize, groupDigits } from '#lib/format/size.ts';
import { type FinalResult, NOTE_KINDS } from '#lib/migrations/wire.ts';
import { printable, toByteName } from './byte-name.ts';
import type { Owner } from './homes.ts';
import { adviceFor, type Found } from './receipt-advice.ts';

export interface ReceiptFacts {
  readonly oldUser: string;
  readonly newUser: string;
  readonly run: string;
  /** The run whose partial copy this one went on with. */
  readonly resumes: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly owner: Owner;
  readonly files: number;
  readonly bytes: number;
  readonly notes: FinalResult['notes'];
  /** The file that lists every note. */
  readonly notesFile: string | undefined;
  /** What was left out because the run was told so. */
  readonly excludes: readonly string[];
  readonly found: Found;
  /** Words of whoever started the run. */
  readonly note: string | undefined;
}

/** The receipt: what came from where, what was left out, what to check. For the person whose files these are. */
export function receiptText(facts: ReceiptFacts): string {
  const lines = [
    ...origin(facts),
    '',
    ...quoted(facts.note),
    ...leftOut(facts),
    '',
    ...adviceFor(facts.found, facts.finishedAt),
    ending(facts),
  ];
  return `${lines.join('\n')}\n`;
}

function origin(facts: ReceiptFacts): string[] {
  const { files, bytes, owner, startedAt, finishedAt, run, resumes } = facts;
  return [
    `Rehome copied the files of ${shown(facts.oldUser)} into this folder, for ${shown(facts.newUser)}.`,
    'In the old home nothing was changed.',
    '',
    `Old user:  ${shown(facts.oldUser)}`,
    `New user:  ${shown(facts.newUser)}`,
    `Started:   ${moment(startedAt)}`,
    `Finished:  ${moment(finishedAt)}`,
    `Files:     ${groupDigits(files)}`,
    `Size:      ${formatSize(bytes)} (${formatExactSize(bytes)})`,
    `Owner:     ${owner.uid}:${owner.gid}`,
    `Run:       ${run}${resumes === null ? '' : `, which went on where ${resumes} had stopped`}`,
  ];
}

/** Marked line by line, so that no line of it can pass for one of the receipt's. */
const quoted = (note: string | undefined): string[] =>
  note === undefined ? [] : ['A note from the administrator:', ...note.split('\n').map((line) => `  | ${line}`), ''];

function leftOut({ notes, notesFile, excludes }: ReceiptFacts): string[] {
  const asked =
    excludes.length === 0 ? [] : ['Left out as it was asked for', ...excludes.map((rule) => `  - ${shown(rule)}`)];
  if (notes.length === 0 && asked.length === 0) return ['Everything was copied as it was.'];
  return [
    'WHAT WAS LEFT OUT, OR IS NOT AS IT WAS',
    ...asked,
    ...notes.flatMap(({ kind, count, samples }) => [
      `${NOTE_KINDS[kind]}: ${groupDigits(count)}`,
      ...samples.map((path) => `  - ${path}`),
      ...(count > samples.length ? [`  - and ${groupDigits(count - samples.length)} more`] : []),
    ]),
    ...(notesFile === undefined ? [] : [`Every one of them is listed in ${notesFile}, with what became of it.`]),
    'All the rest was copied as it was.',
  ];
}

const ending = ({ notesFile }: ReceiptFacts): string =>
  notesFile === undefined ? 'This file can be deleted.' : `This file and ${notesFile} can be deleted.`;

const shown = (text: string): string => printable(toByteName(text));

/** `2026-11-25 09:46 UTC`. */
const moment = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
