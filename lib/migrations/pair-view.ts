import type { LaterRun } from '#lib/history/related-runs.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { MigratorStatus } from '#lib/storage/migrator-status.ts';
import { conflictWords } from './conflict-words.ts';
import { folderName, type Pair } from './names.ts';
import { fateOf, isPartialCopy, partialCopyOf, stagingOf } from './partial-copy.ts';
import { isoOf } from './run-view.ts';
import type { CheckView } from './start-views.ts';
import type { PairContextView, PairView, RunView } from './views.ts';

/** What history holds of a pair. */
export interface PairRecords {
  readonly records: readonly RunRecord[];
  readonly rows: readonly RunView[];
  readonly later: ReadonlyMap<string, readonly LaterRun[]>;
  readonly exited: readonly {
    readonly status: MigratorStatus;
    readonly runId: string | null;
    readonly cachedAt: number;
  }[];
  readonly reverse: number;
  readonly related: readonly { readonly oldUser: string; readonly newUser: string; readonly runs: number }[];
}

/** The page of a pair: its runs, the remembered results of its exited pods, its folders, and who else is touched. */
export function pairView(pair: Pair, { records, rows, later, exited, reverse, related }: PairRecords): PairView {
  const numbers = new Map(records.map(({ id, number }) => [id, number]));
  return {
    ...{ oldUser: pair.oldUser, newUser: pair.newUser, runs: rows, reverse },
    exitedPods: exited.map(({ status, runId, cachedAt }) => ({
      runId,
      runNumber: (runId && numbers.get(runId)) || null,
      pod: status.podName,
      startedAt: status.startTime,
      endedAt: status.endTime,
      exitCode: status.exitCode,
      reason: status.reason,
      cachedAt: isoOf(cachedAt),
    })),
    related: distinct(related.filter((other) => !samePair(other, pair) && !samePair(swapped(other), pair))),
    folders: records.flatMap((run) => foldersOf(run, later.get(run.id) ?? [])),
  };
}

/** The folder of a run, if it left one. A partial one that a later run went on in is that run's. */
export function foldersOf(run: RunRecord, later: readonly LaterRun[]): PairView['folders'] {
  const isPartial = run.folderState === 'partial';
  if (run.kind !== 'copy' || !(isPartial || run.folderState === 'complete')) return [];
  const fate = fateOf(later);
  if (fate?.what === 'superseded') return [];
  return [
    {
      name: isPartial ? stagingOf(run) : run.folder,
      state: run.folderState,
      bytes: run.result?.bytes ?? run.bytesDone,
      runId: run.id,
      runNumber: run.number,
      at: isoOf(run.endedAt ?? run.updatedAt),
      later: fate,
      open: isPartial && isPartialCopy(partialCopyOf(run, later)),
    },
  ];
}

/** What matters before a pair is migrated; `unfinished` are all runs that have not ended. */
export function pairContext(
  pair: Pair,
  runs: readonly RunView[],
  reverseRuns: readonly RunView[],
  unfinished: readonly RunRecord[],
  check: CheckView | null,
): PairContextView {
  const inTheWay = unfinished.find((run) => ruleBroken(run, pair) !== undefined);
  const rule = inTheWay && ruleBroken(inTheWay, pair);
  return {
    ...{ oldUser: pair.oldUser, newUser: pair.newUser, runs, reverseRuns },
    conflict: inTheWay && rule ? conflictWords({ ...inTheWay, rule }) : null,
    previewFolder: folderName(pair.oldUser, thisMinute()),
    check,
  };
}

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

const distinct = <T extends Pair>(pairs: readonly T[]): readonly T[] => [
  ...new Map(pairs.map((pair) => [JSON.stringify([pair.oldUser, pair.newUser]), pair])).values(),
];
