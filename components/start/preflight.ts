import { factsOf } from '#lib/migrations/outcomes.ts';
import type { CheckView } from '#lib/migrations/start-views.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { PairContextView } from '#lib/migrations/views.ts';
import { findingsOfReport } from './check-words.ts';
import type { Choice } from './choice.ts';
import type { Savings } from './options-draft.ts';
import { type Finding, type FindingGrade, outlookOf, verdictOf } from './outlook.ts';

export interface PreflightInput {
  readonly from: Choice;
  readonly to: Choice;
  readonly context: PairContextView | undefined;
  /** A directory that lists every account. */
  readonly knowsEverybody: boolean;
  /** What the form leaves out as it stands. */
  readonly excludes: readonly string[];
  /** A check was asked for and is not in `context` yet. */
  readonly isAsking: boolean;
  /** ISO 8601. */
  readonly now: string;
}

/** How far the check is: nobody looked, it works, its findings count, it found nothing, or they are too old. */
export type Stage = 'unchecked' | 'checking' | 'checked' | 'failed' | 'old';

export interface Preflight {
  readonly stage: Stage;
  readonly verdict: { readonly grade: FindingGrade | 'working'; readonly words: string };
  /** What matters most comes first. */
  readonly findings: readonly Finding[];
  /** Whether a look at the homes found what would end the copy before it began. */
  readonly holds: boolean;
}

const RANK: Readonly<Record<FindingGrade, number>> = { blocked: 0, warning: 1, note: 2, 'not-known': 3, good: 4 };

/** What is known before a start, from the directory, the cluster, earlier runs and the latest check. */
export function preflightOf(input: PreflightInput): Preflight {
  const { from, to, context, knowsEverybody } = input;
  const outlook = outlookOf(from, to, context, knowsEverybody);
  const stage = stageOf(input);
  const seen = stage === 'checked' || stage === 'failed' ? findingsOfCheck(context?.check ?? null, input.excludes) : [];
  const topics = new Set(seen.map(({ topic }) => topic));
  const findings = [...outlook.filter(({ topic }) => !topics.has(topic)), ...seen].sort(
    (a, b) => RANK[a.grade] - RANK[b.grade],
  );
  return { stage, findings, verdict: wordsFor(stage, findings), holds: seen.some(({ grade }) => grade === 'blocked') };
}

function stageOf({ context, isAsking, now }: PreflightInput): Stage {
  const check = context?.check;
  if (isAsking) return 'checking';
  if (!check) return 'unchecked';
  if (!isOutcome(check.status)) return 'checking';
  if (check.status === 'cancelled') return 'unchecked';
  if (check.countsUntil === null || check.countsUntil <= now) return 'old';
  return check.report && check.status.startsWith('succeeded') ? 'checked' : 'failed';
}

/** Without a fresh check nobody is told that all is ready. */
function wordsFor(stage: Stage, findings: readonly Finding[]): Preflight['verdict'] {
  if (stage === 'checking') return { grade: 'working', words: 'Checking both homes' };
  const verdict = verdictOf(findings);
  if (stage === 'checked' || verdict.grade === 'blocked') return verdict;
  if (stage === 'failed') return { grade: 'warning', words: 'The check did not finish' };
  return { grade: 'not-known', words: stage === 'old' ? 'The last check is too old' : 'Not checked yet' };
}

function findingsOfCheck(check: CheckView | null, chosen: readonly string[]): readonly Finding[] {
  if (!check) return [];
  if (check.report && check.status.startsWith('succeeded')) {
    return findingsOfReport(check.report, { checked: check.excludes, chosen });
  }
  return [failureOf(check)];
}

/** Where the homes are at fault, so would be the copy's; where the cluster is, or the check itself, it may be. */
function failureOf({ code, status }: CheckView): Finding {
  const facts = factsOf(code ?? '', 'check');
  const headline = facts?.headline ?? (status === 'lost' ? 'The check’s result is unknown' : 'The check failed');
  const [next = ''] = facts?.next ?? [];
  const isOfHomes = code === 'RH-104' || code === 'RH-105' || code === 'RH-310';
  const words = `${headline}.${isOfHomes ? ` ${next}` : ''}`;
  if (isOfHomes) return { topic: 'Places', grade: 'blocked', words, see: 'check' };
  return { topic: code?.startsWith('RH-2') ? 'Cluster' : 'Content', grade: 'warning', words, see: 'check' };
}

/** What each exclude would save, as the latest check counted it, whatever its age. */
export const savingsOf = (check: CheckView | null | undefined): Savings | undefined =>
  check?.report?.old
    ? new Map(check.report.old.savings.map(({ exclude, files, bytes }) => [exclude, { files, bytes }]))
    : undefined;
