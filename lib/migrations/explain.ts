import type { ExplanationView } from './evidence-views.ts';
import { factsOf, START_AGAIN } from './outcomes.ts';
import type { FolderState } from './states.ts';
import type { FinalResult } from './wire.ts';

/** What an explanation is made from; all of it is in the record. */
export interface Ended {
  readonly code: string;
  readonly oldUser: string;
  readonly newUser: string;
  readonly folder: string;
  readonly folderState: FolderState;
  readonly message: string | null;
  readonly exitCode: number | null;
  readonly exitReason: string | null;
  readonly podName: string | null;
  readonly evidence: 'none' | 'partial' | 'captured';
  readonly stopRequestedBy: string | null;
  readonly result: FinalResult | null;
}

/** An ended run in words: what happened, what was observed, what is left where, and what to do next. */
export function explain(run: Ended): ExplanationView {
  const facts = factsOf(run.code);
  const by = run.code === 'RH-601' && run.stopRequestedBy ? ` by ${run.stopRequestedBy}` : '';
  return {
    headline: `${facts?.headline ?? 'Ended'}${by}`,
    meaning: facts?.meaning ?? `This record was written by a later version of Rehome (code ${run.code}).`,
    observed: observed(run),
    left: left(run),
    next: (facts?.next ?? []).map((step) => nextStep(step, run)),
  };
}

function observed(run: Ended): ExplanationView['observed'] {
  const facts: [string, string | null][] = [
    ['Exit code', run.exitCode === null ? null : String(run.exitCode)],
    ['Reason given by the cluster', run.exitReason],
    ['Last words', run.message || null],
    ['Pod', run.podName],
    ['Evidence', EVIDENCE[run.evidence]],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

const EVIDENCE = {
  captured: 'log, events and pod facts saved',
  partial: 'partly saved: some of the log, events or pod facts could not be read',
  none: 'none: nothing could be read',
} as const;

/** Where nothing was left unfinished, nothing is said of it. */
const nextStep = (step: string, { folderState }: Ended): string =>
  step === START_AGAIN.beside && folderState !== 'partial' && folderState !== 'unknown' ? START_AGAIN.plain : step;

function left(run: Ended): readonly string[] {
  const home = `${run.newUser}’s home`;
  const staging = run.result?.staging;
  const untouched = run.code === 'RH-104' ? `${run.oldUser} has no home there.` : `${run.oldUser}’s home is as it was.`;
  switch (run.folderState) {
    case 'complete':
      return [`The complete copy is in ${run.folder} in ${home}.`, untouched];
    case 'partial':
      return [
        staging
          ? `An unfinished copy is in ${staging} in ${home}. It is marked as unfinished, and only root can enter it.`
          : `An unfinished copy is in ${home}, in a folder that begins with “.rehome-”.`,
        'It takes room there until somebody with root on the storage deletes that folder. Rehome leaves it alone.',
        untouched,
      ];
    case 'none':
      return [`Nothing was written to ${home}.`, untouched];
    case 'unknown':
      return [
        `It is not known what is in ${home}: a finished copy would be ${run.folder}, an unfinished one begins with “.rehome-”.`,
        untouched,
      ];
  }
}
