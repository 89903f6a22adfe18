import type { Pair } from '#lib/migrations/names.ts';
import { type AuditEntry, appendAudit } from './audit.ts';
import type { NoteRecord } from './notes.ts';
import { newId } from './row-id.ts';
import { inTransaction, type Store } from './store.ts';
import { requireStorableName, storable } from './text.ts';

/** What people write down about pairs. A note is never changed, and never removed. */
export class PairNoteHistory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Adds somebody's words to a pair, with an audit row: both or neither. */
  async add(
    { oldUser, newUser }: Pair,
    { by, at, text }: Omit<NoteRecord, 'id'>,
    audit: AuditEntry,
  ): Promise<NoteRecord> {
    requireStorableName(oldUser);
    requireStorableName(newUser);
    return inTransaction(this.#store, async (inside) => {
      const note = { id: newId(at), at, by: storable(by), text: storable(text) };
      const row = { ...note, realm: inside.realm, old_user: oldUser, new_user: newUser };
      await inside.db.insertInto('pair_notes').values(row).execute();
      await appendAudit(inside, audit);
      return note;
    });
  }

  /** The newest notes on a pair in this direction, newest first. */
  async read({ oldUser, newUser }: Pair, limit: number): Promise<NoteRecord[]> {
    const { db, realm } = this.#store;
    const rows = await db
      .selectFrom('pair_notes')
      .select(['id', 'at', 'by', 'text'])
      .where('realm', '=', realm)
      .where('old_user', '=', oldUser)
      .where('new_user', '=', newUser)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...row }));
  }
}
