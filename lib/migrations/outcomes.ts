import type { Outcome, RunKind } from './states.ts';

interface Words {
  /** What happened, in a few words. */
  readonly headline: string;
  /** What it means; may be unsure and then says so. */
  readonly meaning: string;
  readonly next: readonly string[];
  /** The headline in a list, where it is too long for one. */
  readonly short?: string;
}

export interface OutcomeFacts extends Words {
  readonly outcome: Outcome;
  /** Other words for runs that are no copies, where those of a copy do not fit. */
  readonly kinds?: Readonly<Partial<Record<RunKind, Partial<Words>>>>;
}

/** The step that does it again, which `explain` puts into words for the run: after something was begun, or not. */
export const AGAIN = { goOn: 'go on', anew: 'anew' } as const;
const RESUME = AGAIN.goOn;
const START_ANEW = AGAIN.anew;
const READ_LOG = 'Read the last lines of the log below.';
const NEVER_STARTED = 'The pod never ran. Both homes are as they were.';

const ok = (headline: string, meaning: string, next: readonly string[] = []): OutcomeFacts => ({
  outcome: 'succeeded',
  headline,
  meaning,
  next,
});
const failed = (headline: string, meaning: string, ...next: string[]): OutcomeFacts => ({
  outcome: 'failed',
  headline,
  meaning,
  next,
});

/**
 * Every way a run can end, by its stable code `RH-<scope><nn>`. Scopes: 0 done, 1 input, 2 cluster, 3 copy,
 * 4 ownership, 5 verification, 6 control, 9 internal. Nothing else may spell these codes' words.
 */
export const CODES = {
  'RH-000': ok('Done', 'Every file was copied and given to the new user.', ['Tell the person where their files are.']),
  'RH-001': {
    outcome: 'succeeded_with_notes',
    headline: 'Done, with notes',
    meaning: 'The copy is complete but for what the notes list. Those entries could not be kept exactly as they were.',
    next: ['Read the notes, and tell the person about what matters to them.'],
  },
  'RH-002': ok('Checked', 'Both homes were looked at, and nothing was changed.', ['Read what the check found.']),
  'RH-003': {
    outcome: 'succeeded_with_notes',
    headline: 'Checked, with notes',
    meaning: 'Both homes were looked at, and nothing was changed. What the notes list could not be looked into.',
    next: ['Read what the check found, and the notes.'],
  },
  'RH-004': ok('Partial copy removed', 'The unfinished copy was removed from the new home, and nothing else.'),
  'RH-104': {
    short: 'No old home',
    ...failed(
      'The old user’s home wasn’t found',
      'There is no folder where the old user’s home should be. Nothing was copied.',
      'Check the old username. Platforms change how a name becomes a folder.',
      'Start with the right name.',
    ),
  },
  'RH-105': {
    short: 'No new home yet',
    ...failed(
      'The new user has no home yet',
      'A home is made when a person signs in and starts a server for the first time. Nothing was copied.',
      'Ask the new user to sign in and start a server once.',
      START_ANEW,
    ),
    kinds: {
      discard: {
        headline: 'The new user’s home wasn’t found',
        meaning: 'There is no folder where the new user’s home should be, so there is nothing to remove.',
        next: ['Look where the new user’s home is now.'],
        short: 'No new home',
      },
    },
  },
  'RH-226': {
    short: 'Could not be run',
    ...failed(
      'The migrator could not be run',
      'The image has the program but may not run it.',
      'Check migrator.image.',
    ),
  },
  'RH-227': failed('The migrator was not found', 'The image lacks the migrator’s program.', 'Check migrator.image.'),
  'RH-230': {
    short: 'Removed by the cluster',
    ...failed(
      'The cluster removed the pod',
      'The cluster ended the pod itself: a node was drained, ran out of a resource, or went away.',
      'Find out why from the events below.',
      RESUME,
    ),
  },
  'RH-231': failed(
    'Somebody removed the pod',
    'The pod was deleted from outside Rehome while it worked.',
    'Find out who removes pods in this namespace.',
    RESUME,
  ),
  'RH-237': failed(
    'Ran out of memory',
    'The pod used more memory than its limit and was ended.',
    'Raise migrator.resources.limits.memory.',
    RESUME,
  ),
  'RH-238': failed('Killed', 'The migrator was killed from outside, not for memory.', READ_LOG, RESUME),
  'RH-240': failed('Never started', NEVER_STARTED, 'Read the events below.', START_ANEW),
  'RH-241': failed('Never started: no node fits', NEVER_STARTED, 'Check nodeSelector, tolerations and free resources.'),
  'RH-242': failed('Never started: the node is not ready', NEVER_STARTED, 'Check the node, then start again.'),
  'RH-243': failed(
    'Never started: quota reached',
    NEVER_STARTED,
    'Raise the quota of the namespace, then start again.',
  ),
  'RH-244': failed('Never started: the volume claim is not bound', NEVER_STARTED, 'Check the claim and its volume.'),
  'RH-245': failed('Never started: the volume could not be mounted', NEVER_STARTED, 'Check the volume on the node.'),
  'RH-246': failed(
    'Never started: the image could not be pulled',
    NEVER_STARTED,
    'Check migrator.image and pull secrets.',
  ),
  'RH-247': failed('Never started: the container could not be made', NEVER_STARTED, 'Read the events below.'),
  'RH-250': {
    short: 'Refused by the cluster',
    ...failed(
      'The cluster refused to create the pod',
      'The API server said no: permission, quota or an admission rule. Both homes are as they were.',
      'Read what it said below, and mend it.',
      START_ANEW,
    ),
  },
  'RH-306': {
    ...failed('Copying failed', 'The copy stopped before it was complete.', READ_LOG, RESUME),
    kinds: {
      check: { headline: 'The check failed', meaning: 'The scan stopped before it had seen everything.' },
      discard: {
        headline: 'Removing failed',
        meaning:
          'The removal stopped before it was complete. What is left of the partial copy is still marked as unfinished.',
      },
    },
  },
  'RH-308': failed(
    'Ran out of space or quota',
    'The new home is full or its quota is reached. The new user’s server may not start until there is room.',
    'Make room in the new home, or raise its quota.',
    RESUME,
  ),
  'RH-310': {
    ...failed(
      'Unsafe home',
      'A home is a link, belongs to root, or changed while it was looked at. Rehome does not go on from there.',
      'Look at the home’s folder and its owner.',
      RESUME,
    ),
    kinds: {
      discard: {
        headline: 'Not safe to remove',
        meaning:
          'The folder is not the partial copy that was to go, or it changed while it was looked at. Rehome leaves it alone.',
        next: [READ_LOG, RESUME],
      },
    },
  },
  'RH-407': failed(
    'Setting the owner failed',
    'The files could not be given to the new user. On NFS this means that the export squashes root.',
    'Check that the export allows root (no_root_squash) for the nodes.',
    RESUME,
  ),
  'RH-509': failed(
    'Copy and original differ',
    'The comparison at the end found differences, so the copy was not published.',
    'Make sure that nobody writes to the old home.',
    RESUME,
  ),
  'RH-601': {
    outcome: 'cancelled',
    headline: 'Stopped',
    meaning: 'The run was stopped on request. The old home is not touched.',
    next: [RESUME],
  },
  'RH-602': {
    outcome: 'cancelled',
    headline: 'Cancelled before it began',
    meaning: 'The run was cancelled before its pod did anything. Both homes are as they were.',
    next: [],
  },
  'RH-603': {
    outcome: 'timed_out',
    headline: 'Hit the time limit',
    meaning: 'The run took longer than limits.runTimeout allows and was ended.',
    next: ['Raise limits.runTimeout.', RESUME],
  },
  'RH-610': {
    outcome: 'rejected',
    headline: 'Not started: missed its time',
    meaning:
      'The run could not start within an hour of its time, so it was not started at all. Both homes are as they were.',
    next: [START_ANEW],
  },
  'RH-620': {
    outcome: 'lost',
    headline: 'Result unknown',
    meaning: 'The pod is gone and left no result. Rehome cannot tell whether it finished.',
    next: ['Look for the folder in the new home. A finished copy never begins with “.rehome-”.', RESUME],
    kinds: { check: { next: [RESUME] }, discard: { next: [RESUME] } },
  },
  'RH-901': failed('The migrator crashed', 'This is a defect of the migrator.', READ_LOG, RESUME),
  'RH-902': {
    short: 'Refused its arguments',
    ...failed('The migrator refused its arguments', 'Dashboard and image may be of different versions.', READ_LOG),
  },
  'RH-903': {
    short: 'Unknown error',
    ...failed('Migrator error without a known cause', 'The migrator met something it has no name for.', READ_LOG),
  },
  'RH-905': failed(
    'Ended without a result',
    'The program in the pod ended well, but left no word of what it did. It may not be Rehome’s migrator.',
    'Check migrator.image and migrator.command.',
    READ_LOG,
  ),
  'RH-904': failed('Ended with an unknown code', 'The exit code is none of the migrator’s.', READ_LOG, RESUME),
} as const satisfies Record<`RH-${number}`, OutcomeFacts>;

export type Code = keyof typeof CODES;

/** Facts of a code read from a record, which may have been written by a later version, in words that fit the run's kind. */
export function factsOf(code: string, kind: RunKind = 'copy'): OutcomeFacts | undefined {
  if (!Object.hasOwn(CODES, code)) return undefined;
  const facts: OutcomeFacts = CODES[code as Code];
  return { ...facts, ...facts.kinds?.[kind] };
}
