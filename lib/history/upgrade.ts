import 'server-only';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { RehomeError } from '#lib/errors.ts';
import * as firstTables from './changes/0001-first-tables.ts';
import * as identityAndRequest from './changes/0002-identity-and-request.ts';
import * as endsAndUnseen from './changes/0003-ends-and-unseen.ts';
import * as runTexts from './changes/0004-run-texts.ts';
import * as auditRetention from './changes/0005-audit-retention.ts';
import * as batches from './changes/0006-batches.ts';
import * as notices from './changes/0007-notices.ts';
import * as pairNotes from './changes/0008-pair-notes.ts';
import * as partialCopies from './changes/0009-partial-copies.ts';
import * as retention from './changes/0010-retention.ts';
import * as longLists from './changes/0011-long-lists.ts';
import * as batchRowOptions from './changes/0012-batch-row-options.ts';
import * as whoNeedsSomebody from './changes/0013-who-needs-somebody.ts';

const CHANGES_TABLE = 'schema_changes';
const LOCK_TABLE = 'schema_changes_lock';

/** Schema changes by name. They are applied in the order of their names, forwards only. */
export type Changes = Readonly<Record<string, Migration>>;

/** Every schema change of this version. */
export const CHANGES: Changes = {
  '0001-first-tables': firstTables,
  '0002-identity-and-request': identityAndRequest,
  '0003-ends-and-unseen': endsAndUnseen,
  '0004-run-texts': runTexts,
  '0005-audit-retention': auditRetention,
  '0006-batches': batches,
  '0007-notices': notices,
  '0008-pair-notes': pairNotes,
  '0009-partial-copies': partialCopies,
  '0010-retention': retention,
  '0011-long-lists': longLists,
  '0012-batch-row-options': batchRowOptions,
  '0013-who-needs-somebody': whoNeedsSomebody,
};

/**
 * Brings a database to this version's schema; one that is there already is left alone. All missing changes happen in one
 * transaction, so a kill at any moment leaves the old schema or the new one.
 * @throws RehomeError `unavailable` for a database that a later version has changed; the database's own error where a
 * change fails
 */
export async function upgrade<T>(db: Kysely<T>, changes: Changes = CHANGES): Promise<void> {
  const later = (await appliedChanges(db)).filter((name) => !Object.hasOwn(changes, name));
  if (later.length > 0) throw isNewer(later);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...changes }) },
    migrationTableName: CHANGES_TABLE,
    migrationLockTableName: LOCK_TABLE,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function appliedChanges<T>(db: Kysely<T>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  if (!tables.some((table) => table.name === CHANGES_TABLE)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(CHANGES_TABLE)} order by name`.execute(db);
  return rows.map((row) => row.name);
}

const isNewer = (names: readonly string[]): RehomeError =>
  new RehomeError(
    'unavailable',
    `history.url: a newer version of Rehome has changed this database (${names.join(', ')}). ` +
      'Run that version, or restore a copy from before.',
  );
