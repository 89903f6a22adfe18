import type { LaterRunView } from './evidence-views.ts';
import type { FolderState, RunKind } from './states.ts';

/** What an ended run left where; all of it is in the record, or derived from later ones. */
export interface Left {
  readonly kind: RunKind;
  readonly code: string;
  readonly outcome: string | null;
  readonly oldUser: string;
  readonly newUser: string;
  readonly folder: string;
  readonly folderState: FolderState;
  /** The name of the folder that an unfinished copy lies in. */
  readonly staging: string;
  readonly later: LaterRunView | null;
}

/** Where everything is now, one sentence each: the copy, and the old home. */
export function whatIsLeft(run: Left): readonly string[] {
  const untouched = run.code === 'RH-104' ? `${run.oldUser} has no home there.` : `${run.oldUser}’s home is as it was.`;
  if (run.kind === 'check') return run.code === 'RH-104' ? [untouched] : ['Both homes are as they were.'];
  return [...(run.kind === 'discard' ? ofDiscard(run) : ofCopy(run)), untouched];
}

function ofDiscard({ outcome, staging, newUser }: Left): readonly string[] {
  if (outcome === 'succeeded') return [`The unfinished copy in ${staging} is gone from ${newUser}’s home.`];
  return [`The unfinished copy, or what is left of it, is in ${staging} in ${newUser}’s home.`];
}

function ofCopy(run: Left): readonly string[] {
  const home = `${run.newUser}’s home`;
  if (run.later) return [laterWords(run.later, run.staging, home)];
  switch (run.folderState) {
    case 'complete':
      return [`The finished copy is in ${run.folder} in ${home}.`];
    case 'partial':
      return [
        `An unfinished copy is in ${run.staging} in ${home}. It is marked as unfinished, and only root can enter it.`,
        'It takes room there until it is resumed or removed.',
      ];
    case 'none':
      return [`Nothing was written to ${home}.`];
    case 'unknown':
      return [
        `It is not known what is in ${home}: a finished copy would be ${run.folder}, an unfinished one ${run.staging}.`,
      ];
  }
}

function laterWords({ number, what }: LaterRunView, staging: string, home: string): string {
  switch (what) {
    case 'resuming':
      return `Run #${number} goes on in the unfinished copy in ${staging} in ${home}.`;
    case 'superseded':
      return `The unfinished copy in ${staging} in ${home} went to run #${number}, which resumed it.`;
    case 'discarding':
      return `Run #${number} is removing the unfinished copy in ${staging} in ${home}.`;
    case 'discarded':
      return `The unfinished copy is gone from ${home}: run #${number} removed it.`;
  }
}
