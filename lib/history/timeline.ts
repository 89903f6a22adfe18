import { newId } from './row-id.ts';
import type { Store } from './store.ts';
import { storableOrNull } from './text.ts';

/** Something that happened to a run. */
export interface TimelineEntry {
  readonly at: number;
  /** A short phrase: `queued`, `launched`, `stop requested`. */
  readonly what: string;
  readonly by?: string | null;
  readonly detail?: string | null;
}
export type TimelineRecord = Required<TimelineEntry>;

/** Adds to the story of a run, in the order given. */
export async function appendTimeline(store: Store, runId: string, entries: readonly TimelineEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    id: newId(),
    realm: store.realm,
    run_id: runId,
    at: entry.at,
    what: entry.what,
    by: storableOrNull(entry.by),
    detail: storableOrNull(entry.detail),
  }));
  await store.db.insertInto('timeline').values(rows).execute();
}

/** The story of a run, oldest first. */
export const readTimeline = (store: Store, runId: string): Promise<TimelineRecord[]> =>
  store.db
    .selectFrom('timeline')
    .select(['at', 'what', 'by', 'detail'])
    .where('realm', '=', store.realm)
    .where('run_id', '=', runId)
    .orderBy('at')
    .orderBy('id')
    .execute()
    .then((rows) => rows.map((row) => ({ ...row })));
