import type { NoticeFacts, Trouble } from '#lib/migrations/notice-events.ts';
import {
  addTest,
  dueNotices,
  giveUpAllBut,
  type NoticeRecord,
  newestNotices,
  noticesOfRun,
  recordTry,
  type Tried,
  tellTrouble,
} from './notices.ts';
import { inTransaction, type Store } from './store.ts';

/** What people are told. What each method promises is written at the function that it calls. */
export class NoticeHistory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Writes down that a run needs somebody, once. */
  trouble(runId: string, trouble: Trouble, at: number): Promise<void> {
    return inTransaction(this.#store, (inside) => tellTrouble(inside, runId, trouble, at));
  }

  /** The messages to one channel that are to be tried now. */
  due(channel: string, now: number, limit: number): Promise<NoticeRecord[]> {
    return dueNotices(this.#store, channel, now, limit);
  }

  /** Gives up what waits for anybody but these. */
  giveUpAllBut(channels: readonly string[], at: number, problem: string): Promise<void> {
    return giveUpAllBut(this.#store, channels, at, problem);
  }

  ofRun(runId: string): Promise<NoticeRecord[]> {
    return noticesOfRun(this.#store, runId);
  }

  newest(limit: number): Promise<NoticeRecord[]> {
    return newestNotices(this.#store, limit);
  }

  /** Records a try; false where the message waits no more. */
  tried(id: string, at: number, tried: Tried): Promise<boolean> {
    return recordTry(this.#store, id, at, tried);
  }

  /** Keeps a test with what came of it: `problem` is null where it was taken. */
  tested(
    test: { readonly id: string; readonly key: string; readonly label: string; readonly facts: NoticeFacts },
    at: number,
    problem: string | null,
  ): Promise<void> {
    return addTest(this.#store, test, at, problem);
  }
}
