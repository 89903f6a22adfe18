import { formatSize, groupDigits } from '#lib/format/size.ts';
import { isSuccess } from '#lib/migrations/states.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';

type Ended = Pick<
  RunDetailView,
  | 'kind'
  | 'status'
  | 'code'
  | 'oldUser'
  | 'newUser'
  | 'folder'
  | 'result'
  | 'notes'
  | 'later'
  | 'noteToUser'
  | 'leftOut'
>;

/**
 * What to write to the person whose files these are, in their words and without ours. Null where there is nothing for
 * them to know or do: what went wrong inside is for the operator alone.
 */
export function personWords(run: Ended): string | null {
  if (run.kind !== 'copy') return null;
  if (isSuccess(run.status)) return done(run);
  const later = run.later !== null && run.later.what !== 'discarded';
  const asks = later ? undefined : ASKS[run.code ?? ''];
  return asks ? message(run, asks) : null;
}

/** Where the person themself has to do something, by the code of the run. */
const ASKS: Readonly<Record<string, readonly string[]>> = {
  'RH-105': [
    'I want to move the files of your old account to your new one, but your new account has no home folder yet.',
    'Please sign in with your new account and start a server once, then tell me. Your old files are safe and unchanged.',
  ],
  'RH-308': [
    'Your new home ran full while I moved the files of your old account into it.',
    'Please delete what you do not need there, then tell me. If your server does not start, tell me too. Your old files are safe and unchanged.',
  ],
};

function done(run: Ended): string {
  const { result, folder, leftOut } = run;
  const amount = result ? ` (${groupDigits(result.files)} files, ${formatSize(result.bytes)})` : '';
  const notes = run.notes.reduce((sum, { count }) => sum + count, 0);
  return message(run, [
    `The files of your old account ${run.oldUser} are now in your new home${amount}. You find them in this folder:`,
    folder,
    ...(leftOut !== null ? [`Not taken along: ${leftOut}. That is still in your old home.`] : []),
    ...(run.noteToUser ? [run.noteToUser] : []),
    ...(notes > 0 ? [notesWords(notes)] : []),
    'Programs and environments that you installed, and links with full paths, may still point to the old place. The file REHOME-RECEIPT.txt in that folder says which to look at.',
    'Your old home was not changed.',
  ]);
}

const notesWords = (count: number): string =>
  count === 1
    ? 'One entry could not be taken along exactly as it was. REHOME-NOTES.txt in that folder says which.'
    : `${groupDigits(count)} entries could not be taken along exactly as they were. REHOME-NOTES.txt in that folder lists them.`;

const message = ({ newUser }: Ended, paragraphs: readonly string[]): string =>
  [`Hello ${newUser},`, ...paragraphs].join('\n\n');
