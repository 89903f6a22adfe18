import type { Lineage, Move } from '#lib/history/lineage.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { MigratorStatus } from '#lib/storage/migrator-status.ts';
import { conflictWords } from './conflict-words.ts';
import type { LaterRun } from './copy-fate.ts';
import type { ExitedPodView } from './evidence-views.ts';
import { exitWords } from './exit-words.ts';
import { folderName, type Pair } from './names.ts';
import { pairFolders } from './pair-results.ts';
import type { OtherPairView, PairFolderView } from './pair-views.ts';
import { isPartialCopy, partialCopyOf } from './partial-copy.ts';
import { isoOf } from './run-view.ts';
import type { PairContextView } from './views.ts';

/** The remembered result of an exited pod; `numbers` are those of the pair's runs, by id. */
export const exitedPodView = (
  { status, runId, cachedAt }: ExitedPod,
  numbers: ReadonlyMap<string, number>,
): ExitedPodView => ({
  runId,
  runNumber: (runId && numbers.get(runId)) || null,
  pod: status.podName,
  startedAt: status.startTime,
  endedAt: status.endTime,
  exitCode: status.exitCode,
  exit: status.exitCode === null ? null : exitWords(status.exitCode),
  reason: status.reason,
  cachedAt: isoOf(cachedAt),
});

interface ExitedPod {
  readonly status: MigratorStatus;
  readonly runId: string | null;
  readonly cachedAt: number;
}

/** The folder of a run, if it left one for sure. A partial one that a later run went on in is that run's. */
export const foldersOf = (run: RunRecord, later: readonly LaterRun[]): readonly PairFolderView[] =>
  pairFolders(run, later).filter((folder) => folder.state !== 'unknown' && folder.later?.what !== 'superseded');

/** What the context of a pair is made of; `unfinished` are all runs that have not ended. */
interface Around extends Pick<PairContextView, 'runs' | 'reverseRuns' | 'check' | 'partial' | 'keptPod'> {
  readonly unfinished: readonly RunRecord[];
  readonly others: Lineage;
}

/** What matters before a pair is migrated. */
export function pairContext(pair: Pair, { unfinished, others, ...around }: Around): PairContextView {
  const inTheWay = unfinished.find((run) => ruleBroken(run, pair) !== undefined);
  const rule = inTheWay && ruleBroken(inTheWay, pair);
  return {
    ...{ oldUser: pair.oldUser, newUser: pair.newUser, ...around },
    inTheWay: inTheWay ? { id: inTheWay.id, number: inTheWay.number } : null,
    conflict: inTheWay && rule ? conflictWords({ ...inTheWay, rule }) : null,
    previewFolder: folderName(pair.oldUser, thisMinute()),
    others: loudestFirst(others.moves).map(otherPair),
    hasMoreOthers: others.isCut,
  };
}

/** The newest run of a pair whose partial copy can be gone on in: by the rule that a resume itself follows. */
export const newestPartial = (runs: readonly RunRecord[], later: ReadonlyMap<string, readonly LaterRun[]>) =>
  [...runs]
    .sort((a, b) => b.number - a.number)
    .find((run) => isPartialCopy(partialCopyOf(run, later.get(run.id) ?? [])));

const loudness = ({ run }: Move): number => (run.outcome === null ? 0 : run.folderState === 'complete' ? 1 : 2);
const loudestFirst = (moves: readonly Move[]): readonly Move[] => moves.toSorted((a, b) => loudness(a) - loudness(b));

const otherPair = ({ oldUser, newUser, run }: Move): OtherPairView => ({
  ...{ oldUser, newUser, runId: run.id, runNumber: run.number, status: run.outcome ?? run.state },
  at: isoOf(run.endedAt ?? run.startedAt ?? run.requestedAt),
});

/** The rule that a new copy of `pair` would break beside an unfinished `run`; the database decides for good. */
export function ruleBroken(run: RunRecord, pair: Pair): 'same_pair' | 'reverse' | 'chain' | undefined {
  if (run.kind === 'check' || run.outcome !== null) return undefined;
  if (samePair(run, pair)) return 'same_pair';
  if (samePair(swapped(run), pair)) return 'reverse';
  return run.newUser === pair.oldUser || run.oldUser === pair.newUser ? 'chain' : undefined;
}

/** The time in a preview need not be exact, and an answer that stays the same is not sent again. */
const thisMinute = (): Date => new Date(Math.floor(Date.now() / 60_000) * 60_000);

const samePair = (a: Pair, b: Pair): boolean => a.oldUser === b.oldUser && a.newUser === b.newUser;
const swapped = ({ oldUser, newUser }: Pair): Pair => ({ oldUser: newUser, newUser: oldUser });
