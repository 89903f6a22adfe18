import type { CheckFinding } from '#components/migrations/check-findings.ts';
import { formatSize } from '#lib/format/size.ts';
import type { PairContextView } from '#lib/migrations/views.ts';
import type { Choice } from './choice.ts';

export type FindingGrade = 'good' | 'note' | 'warning' | 'blocked' | 'not-known';

/** One thing that is known, before the start, about how a migration would go. */
export interface Finding {
  readonly topic: 'Identity' | 'Places' | 'Quiet' | 'Room' | 'Conflicts' | 'Content' | 'May break' | 'Cluster';
  readonly grade: FindingGrade;
  readonly words: string;
  /** What the words count, one by one as far as the check told. */
  readonly lists?: readonly CheckFinding[];
  /** Where something can be done about it: in the options of this form, or on the page of the check. */
  readonly see?: 'options' | 'check';
}

/**
 * What is known of a pair without looking at the homes: from the directory, the cluster and earlier runs. It decides
 * nothing; the server checks each start again, and the run looks at both homes before it copies.
 *
 * @param knowsEverybody A directory that lists every account: the server refuses whoever is not on the list.
 */
export function outlookOf(
  from: Choice,
  to: Choice,
  context: PairContextView | undefined,
  knowsEverybody: boolean,
): readonly Finding[] {
  const isSame = from.username === to.username;
  return [
    identity(from, to, knowsEverybody),
    places(from, to),
    quiet(from, to),
    room(from, to),
    conflicts(context, isSame),
  ];
}

function identity(from: Choice, to: Choice, knowsEverybody: boolean): Finding {
  if (from.username === to.username) return blocked('Identity', 'Old and new account are the same.');
  const unlisted = [from, to].filter(({ person }) => person === null).map(({ username }) => apart(username));
  if (unlisted.length === 0) {
    const [old, fresh] = [from, to].map(({ person }) => person?.displayName?.trim() || null);
    const differ = old && fresh && plain(old) !== plain(fresh);
    if (!differ) return good('Identity', 'Different accounts, both listed');
    const words = `The directory calls them ${apart(old)} and ${apart(fresh)}. Make sure that they are one person.`;
    return { topic: 'Identity', grade: 'warning', words };
  }
  const grade = knowsEverybody ? 'blocked' : 'warning';
  return { topic: 'Identity', grade, words: `Nobody is listed as ${unlisted.join(' or ')}.` };
}

/** A name without what is a matter of spelling; the same on every machine. */
const plain = (name: string): string => name.normalize('NFC').toLowerCase();

function places(from: Choice, to: Choice): Finding {
  const people = [from.person, to.person];
  const problem = people.find((person) => person?.homeProblem)?.homeProblem;
  if (problem) return { topic: 'Places', grade: 'warning', words: problem };
  const [old, next] = people.map((person) => person?.homeOnDisk ?? null);
  if (!old || !next) return notKnown('Places', 'Looked for when it starts');
  if (old === next) return blocked('Places', `Both accounts have the same home, ${apart(old)}.`);
  return good('Places', `${apart(old)} and ${apart(next)}`);
}

function quiet(from: Choice, to: Choice): Finding {
  const running = [from, to].filter(({ person }) => person?.server).map(({ username }) => apart(username));
  if (running.length > 0) {
    const [who, are] = running.length === 1 ? [`${running[0]}’s server is`, 'it'] : ['The servers of both are', 'they'];
    const words = `${who} running. Files that change while ${are} run${are === 'it' ? 's' : ''} may arrive half-written.`;
    return { topic: 'Quiet', grade: 'warning', words };
  }
  const seen = [from, to].every(({ person }) => person?.server === null);
  return seen ? good('Quiet', 'No server of either is running') : notKnown('Quiet', 'Servers are not known');
}

function room(from: Choice, to: Choice): Finding {
  const bytes = from.person?.facts?.bytes ?? null;
  const free = to.person?.facts?.bytesFree ?? null;
  if (bytes === null || free === null) return notKnown('Room', 'Not known before the scan');
  if (bytes <= free) return good('Room', `${formatSize(bytes)} to copy, ${formatSize(free)} free when last seen`);
  const words = `${formatSize(bytes)} to copy, but only ${formatSize(free)} were free when last seen.`;
  return { topic: 'Room', grade: 'warning', words };
}

function conflicts(context: PairContextView | undefined, isSame: boolean): Finding {
  if (isSame) return notKnown('Conflicts', 'Looked for once the accounts differ');
  if (!context) return notKnown('Conflicts', 'Looking for other runs');
  if (context.conflict) return blocked('Conflicts', 'A run that has not ended is in the way');
  const words = context.keptPod;
  return words ? { topic: 'Conflicts', grade: 'note', words } : good('Conflicts', 'No unfinished run is in the way');
}

/** A name between marks that keep its direction of writing to itself: U+2068 and U+2069. */
const apart = (name: string): string => `\u2068${name}\u2069`;

const good = (topic: Finding['topic'], words: string): Finding => ({ topic, grade: 'good', words });
const notKnown = (topic: Finding['topic'], words: string): Finding => ({ topic, grade: 'not-known', words });
const blocked = (topic: Finding['topic'], words: string): Finding => ({ topic, grade: 'blocked', words });

/** The findings in one line. */
export function verdictOf(findings: readonly Finding[]): { readonly grade: FindingGrade; readonly words: string } {
  const count = (grade: FindingGrade) => findings.filter((finding) => finding.grade === grade).length;
  const [problems, warnings] = [count('blocked'), count('warning')];
  if (problems > 0) return { grade: 'blocked', words: `Blocked by ${some(problems, 'problem')}` };
  if (warnings > 0) return { grade: 'warning', words: `Ready with ${some(warnings, 'warning')}` };
  return { grade: 'good', words: 'Ready' };
}

const some = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
