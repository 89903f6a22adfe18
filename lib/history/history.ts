import 'server-only';
import type { LaterRun } from '#lib/migrations/copy-fate.ts';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import type { Pair } from '#lib/migrations/names.ts';
import type { ObjectState } from '#lib/migrations/states.ts';
import type { AuditEntry } from './audit.ts';
import { AuditHistory } from './audit-history.ts';
import { BatchHistory } from './batch-history.ts';
import { bringForward } from './bring-forward.ts';
import { type EvidenceRecord, type EvidenceText, readEvidence, saveEvidence } from './evidence.ts';
import { ExitedPods } from './exited-pods.ts';
import { checkDatabase } from './health.ts';
import { type HomeFactsRecord, readHomeFacts } from './home-facts.ts';
import { type Lineage, readLineage, readOtherMoves } from './lineage.ts';
import { acknowledge, addNote, isAmongUnseen, type NoteRecord, readNotes } from './notes.ts';
import { NoticeHistory } from './notice-history.ts';
import { OverviewHistory } from './overview-history.ts';
import { PairNoteHistory } from './pair-notes.ts';
import { CopyHistory } from './partial-copies.ts';
import { QuickSearch } from './quick-search.ts';
import { lastRunsOf, laterRuns, pairRuns, runsOfUser, runsTouching } from './related-runs.ts';
import { RetentionHistory } from './retention-history.ts';
import { RunFiles } from './run-files.ts';
import { listRuns, type RunPage } from './run-lists.ts';
import type { Progress, RunRecord } from './run-record.ts';
import { readRun, readRunsInOrder } from './run-rows.ts';
import {
  countUnfinished,
  markLaunching,
  type RunPatch,
  recordPodUid,
  runsWithObjects,
  saveProgress,
  setObjects,
  unfinishedRuns,
  updateRun,
} from './runs.ts';
import type { EvidenceKind, Side } from './schema.ts';
import { type RunEnd, type RunRemains, settleRun } from './settle.ts';
import { runByRequest, type StartResult, type StartRun, startRun } from './start.ts';
import { requestStop } from './stop.ts';
import type { Store } from './store.ts';
import { readTimeline, type TimelineEntry, type TimelineRecord } from './timeline.ts';

/**
 * The memory of one realm: runs and everything known of them. Each method is one transaction; what it promises is
 * written at the function that it calls. Rows never leave: answers are plain values.
 */
export class History {
  /** Exited pods of each pair, as the storage layer's cache. */
  readonly exitedPods: ExitedPods;
  /** What the overview asks for. */
  readonly overview: OverviewHistory;
  /** Who asked for what. */
  readonly audit: AuditHistory;
  /** Many copies that were asked for at once. */
  readonly bulk: BatchHistory;
  /** What people are told of runs. */
  readonly notices: NoticeHistory;
  /** What people write down about pairs. */
  readonly pairNotes: PairNoteHistory;
  /** What copies left behind in homes. */
  readonly copies: CopyHistory;
  /** What is old, and its removal. */
  readonly retention: RetentionHistory;
  /** Runs for files. */
  readonly files: RunFiles;
  /** The first runs for a text, while somebody types. */
  readonly quick: QuickSearch;
  /** Waits for what is being written, then closes. */
  readonly close: () => Promise<void>;
  readonly #store: Store;

  /** `longReads` is the same record, by a way that only reads and holds nobody up. */
  constructor(store: Store, longReads: Store, close: () => Promise<void>) {
    this.#store = store;
    this.close = close;
    this.exitedPods = new ExitedPods(store);
    this.overview = new OverviewHistory(store);
    this.audit = new AuditHistory(store, longReads);
    this.bulk = new BatchHistory(store, longReads);
    this.notices = new NoticeHistory(store);
    this.pairNotes = new PairNoteHistory(store);
    this.copies = new CopyHistory(store);
    this.retention = new RetentionHistory(store);
    this.quick = new QuickSearch(store);
    this.files = new RunFiles(longReads);
  }

  /** Records a run as queued, or says which run is in the way. */
  startRun(input: StartRun): Promise<StartResult> {
    return startRun(this.#store, input);
  }

  /** Records that a run shall stop; one never launched ends at once. */
  requestStop(id: string, by: string, at: number, audit: AuditEntry): Promise<RunRecord | 'ended' | undefined> {
    return requestStop(this.#store, id, by, at, audit);
  }

  /** Lets a run start now that waits for a later time; false where it does not wait, undefined where there is none. */
  bringForward(id: string, audit: AuditEntry): Promise<boolean | undefined> {
    return bringForward(this.#store, id, audit);
  }

  /** Ends a run for good; false where it has ended already. */
  settle(id: string, end: RunEnd, remains: RunRemains = {}): Promise<boolean> {
    return settleRun(this.#store, id, end, remains);
  }

  /** The run of that id, or undefined. */
  get(id: string): Promise<RunRecord | undefined> {
    return readRun(this.#store, id);
  }

  /** The runs of these ids, in the order of the ids; unknown ones are left out. */
  runsOf(ids: readonly string[]): Promise<readonly RunRecord[]> {
    return readRunsInOrder(this.#store, ids);
  }

  /** The run that a request of this name made, or undefined. */
  ofRequest(requestKey: string): Promise<RunRecord | undefined> {
    return runByRequest(this.#store, requestKey);
  }

  /** All runs that have not ended, in the order of the queue. */
  unfinished(): Promise<RunRecord[]> {
    return unfinishedRuns(this.#store);
  }

  /** How many runs have not ended. */
  activeCount(): Promise<number> {
    return countUnfinished(this.#store);
  }

  /** Changes an unfinished run; false where it has ended. */
  update(id: string, patch: RunPatch, timeline: readonly TimelineEntry[] = []): Promise<boolean> {
    return updateRun(this.#store, id, patch, timeline);
  }

  /** To be called before the first object is made; false where none may be made any more. */
  markLaunching(id: string, podName: string, namespace: string, at: number): Promise<boolean> {
    return markLaunching(this.#store, id, podName, namespace, at);
  }

  /** Records which pod is the run's; false where it is another one's. */
  recordPodUid(id: string, uid: string, at: number): Promise<boolean> {
    return recordPodUid(this.#store, id, uid, at);
  }

  /** Records how far a run is; false where it has ended. */
  saveProgress(id: string, progress: Progress, at: number): Promise<boolean> {
    return saveProgress(this.#store, id, progress, at);
  }

  /** Saves evidence of a run that has not ended; false where it has. */
  saveEvidence(id: string, evidence: readonly EvidenceText[], at: number): Promise<boolean> {
    return saveEvidence(this.#store, id, evidence, at);
  }

  /** Records what became of a run's objects; also after its end. */
  setObjects(id: string, state: ObjectState, at: number, detail: string | null): Promise<void> {
    return setObjects(this.#store, id, state, at, detail);
  }

  /** The runs whose objects were last said to be in one of these states. */
  withObjects(states: readonly ObjectState[]): Promise<RunRecord[]> {
    return runsWithObjects(this.#store, states);
  }

  list(query: ListQuery, pageSize: number): Promise<RunPage> {
    return listRuns(this.#store, query, pageSize);
  }

  /** The runs of a pair in this direction, newest first. */
  pairRuns(pair: Pair): Promise<RunRecord[]> {
    return pairRuns(this.#store, pair);
  }

  /** The runs in which a user is on either side, newest first. */
  runsTouching(user: string, limit?: number): Promise<RunRecord[]> {
    return runsTouching(this.#store, user, limit);
  }

  /** The newest runs in which a user is on one side, and how many there are. */
  runsOfUser(user: string, side: Side, limit: number): Promise<{ runs: RunRecord[]; count: number }> {
    return runsOfUser(this.#store, user, side, limit);
  }

  /** Where the files of a pair came from and went on to, at most so many moves. */
  lineage(pair: Pair, most: number): Promise<Lineage> {
    return readLineage(this.#store, pair, most);
  }

  /** The moves of other pairs that one of these two is in, at most so many. */
  otherMoves(pair: Pair, most: number): Promise<Lineage> {
    return readOtherMoves(this.#store, pair, most);
  }

  /** For each of these runs: the later ones that work on the partial copy it left, oldest first. */
  laterRuns(ids: readonly string[]): Promise<Map<string, LaterRun[]>> {
    return laterRuns(this.#store, ids);
  }

  /** The last run of each of these users, by username. */
  lastRunsOf(users: readonly string[]): Promise<Map<string, RunRecord>> {
    return lastRunsOf(this.#store, users);
  }

  /** The newest facts of each of these users' homes, by username. */
  homeFactsOf(users: readonly string[]): Promise<Map<string, HomeFactsRecord>> {
    return readHomeFacts(this.#store, users);
  }

  /** The story of a run, oldest first. */
  timeline(id: string): Promise<TimelineRecord[]> {
    return readTimeline(this.#store, id);
  }

  /** One piece of a run's evidence, or undefined. */
  evidenceOf(id: string, kind: EvidenceKind): Promise<EvidenceRecord | undefined> {
    return readEvidence(this.#store, id, kind);
  }

  /** Adds somebody's words to a run; undefined where there is no such run. */
  addNote(id: string, by: string, at: number, text: string): Promise<NoteRecord | undefined> {
    return addNote(this.#store, id, by, at, text);
  }

  /** The notes on a run, oldest first. */
  notesOf(id: string): Promise<NoteRecord[]> {
    return readNotes(this.#store, id);
  }

  /** Whether a run is a failure that needs somebody still. */
  isUnseen(id: string): Promise<boolean> {
    return isAmongUnseen(this.#store, id);
  }

  /** Records who saw a failure first; false where there is none to see. */
  acknowledge(id: string, by: string, at: number, audit?: AuditEntry): Promise<boolean> {
    return acknowledge(this.#store, id, by, at, audit);
  }

  /** Fails with `unavailable` where the database does not answer. */
  check(): Promise<void> {
    return checkDatabase(this.#store);
  }
}
