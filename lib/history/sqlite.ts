import 'server-only';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

const BUSY_TIMEOUT_MS = 5000;
const CACHED_STATEMENTS = 200;
/**
 * `full`: a pod is removed once its evidence is committed, so a commit must outlive a power cut. `recursive_triggers`: without
 * it a row that another replaces goes past what refuses deletions.
 */
const SETTINGS =
  'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory; ' +
  'pragma cache_size = -65536; pragma recursive_triggers = on';

/** SQLite does roll back schema changes, so each one happens wholly or not at all. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class NodeSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/** Kysely types parameters as unknown; what it passes is what our table types allow, and node:sqlite checks it again. */
const parameters = (values: readonly unknown[]): SQLInputValue[] => values as SQLInputValue[];

function statement(prepared: StatementSync, isWrite: boolean, onWrite: () => void): SqliteStatement {
  const told = <T>(answer: T): T => {
    if (isWrite) onWrite();
    return answer;
  };
  return {
    reader: prepared.columns().length > 0,
    all: (values) => told(prepared.all(...parameters(values))),
    run: (values) => told(prepared.run(...parameters(values))),
    iterate: (values) => prepared.iterate(...parameters(values)),
  };
}

/** A change that begins with its tables' expressions names itself further on; a read that only quotes one of these words does no harm. */
const WRITE = /\b(insert|replace|update|delete)\b/i;

/** A node:sqlite database as Kysely wants it. The statements used last stay prepared; `onWrite` hears of each that may change something. */
export function kyselyDatabase(database: DatabaseSync, onWrite = () => {}): SqliteDatabase {
  const cache = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const cached = cache.get(sql);
      const found = cached ?? statement(database.prepare(sql), WRITE.test(sql), onWrite);
      cache.delete(sql);
      cache.set(sql, found);
      const oldest = cache.keys().next().value;
      if (cache.size > CACHED_STATEMENTS && oldest !== undefined) cache.delete(oldest);
      return found;
    },
  };
}

/**
 * Opens a SQLite file (or `:memory:`) for Kysely: write-ahead log, foreign keys enforced. What was committed survives a
 * kill of the process; a power cut may cost the last commits but never the file.
 * @throws Error from SQLite where the file cannot be opened or is no database
 */
export function sqliteDialect(file: string, onWrite?: () => void): SqliteDialect {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec(SETTINGS);
  } catch (error) {
    database.close();
    throw error;
  }
  return new NodeSqliteDialect({ database: kyselyDatabase(database, onWrite) });
}
