import type { ExplanationView, LaterRunView } from './evidence-views.ts';
import { AGAIN, factsOf, type OutcomeFacts } from './outcomes.ts';
import type { EvidenceState, RunKind } from './states.ts';
import { type Left, whatIsLeft } from './what-is-left.ts';
import type { VerifyMode } from './wire.ts';

/** What an explanation is made from; all of it is in the record, or derived from later ones. */
export interface Ended extends Left {
  readonly message: string | null;
  readonly exitCode: number | null;
  readonly exitReason: string | null;
  readonly podName: string | null;
  readonly evidence: EvidenceState;
  readonly stopRequestedBy: string | null;
  /** How the copy was to be compared with the original; undefined where the record does not say. */
  readonly verify?: VerifyMode | undefined;
  /** What was left out on request, in words; null for nothing. */
  readonly leftOut: string | null;
  /** Whether its partial copy can be gone on in. */
  readonly resumable: boolean;
}

/** An ended run in words: what happened, what was observed, what is left where, and what to do next. */
export function explain(run: Ended): ExplanationView {
  const facts = factsOf(run.code, run.kind);
  const by = run.code === 'RH-601' && run.stopRequestedBy ? ` by ${run.stopRequestedBy}` : '';
  return {
    headline: `${facts?.headline ?? 'Ended'}${by}`,
    meaning: facts ? meaningOf(facts, run) : `This record was written by a later version of Rehome (code ${run.code}).`,
    observed: observed(run),
    left: whatIsLeft(run),
    next: nextSteps(facts?.next ?? [], run),
  };
}

/** What the table says, and of a finished copy what was left out of it and whether anybody compared it. */
function meaningOf({ meaning }: OutcomeFacts, { kind, code, verify, leftOut }: Ended): string {
  const less = kind === 'copy' ? WITHOUT[code] : undefined;
  if (!less) return meaning;
  const compared = verify && (verify === 'none' ? 'It was not compared' : 'It was compared');
  return [leftOut === null ? meaning : less(leftOut), compared && `${compared} with the original.`]
    .filter(Boolean)
    .join(' ');
}

/** What the table says of a finished copy, where some was left out on request. */
const WITHOUT: Readonly<Record<string, (what: string) => string>> = {
  'RH-000': (what) => `All but what was left out on request (${what}) was copied and given to the new user.`,
  'RH-001': (what) =>
    `The copy is complete but for what was left out on request (${what}), and what the notes list. Those entries could not be kept exactly as they were.`,
};

function observed(run: Ended): ExplanationView['observed'] {
  const facts: [string, string | null][] = [
    ['Exit code', run.exitCode === null ? null : String(run.exitCode)],
    ['Reason given by the cluster', run.exitReason],
    [run.code === 'RH-610' ? 'Why it did not start' : 'Last words', run.message || null],
    ['Pod', run.podName],
    ['Evidence', evidenceWords(run)],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** What was saved of a run before its pod went. */
export const evidenceWords = ({ evidence, podName }: Pick<Ended, 'evidence' | 'podName'>): string =>
  evidence === 'none' && podName === null ? 'none: no pod was made' : EVIDENCE_WORDS[evidence];

const EVIDENCE_WORDS: Readonly<Record<EvidenceState, string>> = {
  captured: 'log, events and pod facts saved',
  partial: 'partly saved: some of the log, events or pod facts could not be read',
  none: 'none: nothing could be read',
  removed: 'removed since by the retention rule',
};

/** What the table says; where a later run took over, that one is the place to go on. */
function nextSteps(steps: readonly string[], run: Ended): readonly string[] {
  if (run.later && run.later.what !== 'discarded') return [LATER[run.later.what](run.later.number)];
  return steps.map((step) => {
    if (step === AGAIN.goOn) return run.resumable ? RESUME : ANEW[run.kind];
    return step === AGAIN.anew ? ANEW[run.kind] : step;
  });
}

const RESUME = 'Resume: it goes on where this run stopped, and reads nothing again that is right already.';

const ANEW: Readonly<Record<RunKind, string>> = {
  copy: 'Start the migration again.',
  check: 'Check again.',
  discard: 'Remove the partial copy again, from the page of the run that left it.',
};

const LATER: Readonly<Record<Exclude<LaterRunView['what'], 'discarded'>, (number: number) => string>> = {
  resuming: (number) => `Look at run #${number}, which goes on from here.`,
  superseded: (number) => `Look at run #${number}, which went on from here.`,
  discarding: (number) => `Wait for run #${number}, which is removing the partial copy.`,
};
