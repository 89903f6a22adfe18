import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import type { History } from '#lib/history/history.ts';
import type { OldRun } from '#lib/history/old-runs.ts';
import { whoMayGo } from './retention-rules.ts';
import type { StayReason } from './retention-views.ts';

/** So many are looked at in one statement, and others get their turn before the next: a poll hardly waits. */
const CHUNK = 200;
/** How long others get their turn. */
export const TURN_MS = 5;

export interface JudgedRun {
  readonly run: OldRun;
  /** Null where it may go. */
  readonly stays: StayReason | null;
}

/** Every run that ended before a time, oldest first, and whether it may go; a part at a time. */
export async function* judgedRuns(
  history: Pick<History, 'retention' | 'laterRuns'>,
  before: number,
): AsyncGenerator<readonly JudgedRun[]> {
  for await (const old of history.retention.oldRuns(before, CHUNK)) {
    const direct = await history.laterRuns(old.map(({ id }) => id));
    const linked = old.filter(({ id, resumes }) => resumes !== null || direct.has(id)).map(({ id }) => id);
    const kin = linked.length === 0 ? [] : await history.retention.kinOf(linked);
    const later = kin.length === 0 ? direct : await history.laterRuns([...old, ...kin].map(({ id }) => id));
    const stays = whoMayGo(old, kin, later, before);
    yield old.map((run) => ({ run, stays: stays.get(run.id) ?? null }));
    await delay(TURN_MS);
  }
}

/** The runs that ended before a time and have evidence yet, oldest first; a part at a time. */
export async function* runsWithOldEvidence(
  history: Pick<History, 'retention'>,
  before: number,
): AsyncGenerator<readonly Weighed[]> {
  for await (const pieces of history.retention.oldEvidence(before, CHUNK)) {
    const runs = new Map<string, number>();
    for (const { runId, bytes } of pieces) runs.set(runId, (runs.get(runId) ?? 0) + bytes);
    yield [...runs].map(([id, bytes]) => ({ id, bytes }));
    await delay(TURN_MS);
  }
}

/** Something to remove, and what it takes. */
export interface Weighed {
  readonly id: string;
  readonly bytes: number;
}

/** The most that one transaction removes: others wait for it. */
const MOST_ROWS = 8;
const MOST_BYTES = 2 * 1024 * 1024;

/** Splits what is to be removed into parts that hold up nobody. */
export function* inParts(all: readonly Weighed[]): Generator<readonly string[]> {
  let part: string[] = [];
  let weight = 0;
  for (const { id, bytes } of all) {
    if (part.length === MOST_ROWS || (part.length > 0 && weight + bytes > MOST_BYTES)) {
      yield part;
      part = [];
      weight = 0;
    }
    part.push(id);
    weight += bytes;
  }
  if (part.length > 0) yield part;
}
