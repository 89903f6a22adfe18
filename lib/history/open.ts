import 'server-only';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Kysely } from 'kysely';
import { RehomeError } from '#lib/errors.ts';
import { History } from './history.ts';
import type { NoticeRule } from './notices.ts';
import { claimFile } from './only-process.ts';
import { makePrivate } from './private-file.ts';
import { readerDialect } from './reader-dialect.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { upgrade } from './upgrade.ts';

export interface HistoryOptions {
  /** Whose rows are seen; `default` by default. */
  readonly realm?: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Who is told of what; nobody by default. */
  readonly notices?: readonly NoticeRule[];
  /** Called after every statement that may have changed something. */
  readonly onWrite?: () => void;
}

const MEMORY = ':memory:';

/**
 * Opens the history at `sqlite:./path` (relative to the working directory) or `sqlite::memory:`, and brings it to this
 * version's schema.
 * @throws RehomeError `invalid` for another kind of URL; `unavailable` where another process uses the file, or a later
 * version has changed it
 */
export async function openHistory(url: string, options: HistoryOptions = {}): Promise<History> {
  const file = fileOf(url);
  const release = file === MEMORY ? () => {} : claimFile(file);
  let db: Kysely<Tables> | undefined;
  try {
    if (file !== MEMORY) makePrivate(file);
    db = new Kysely<Tables>({ dialect: sqliteDialect(file, options.onWrite) });
    await upgrade(db);
  } catch (error) {
    await db?.destroy();
    release();
    throw error;
  }
  const opened = db;
  // A database in memory is seen by its own connection alone.
  const reader = file === MEMORY ? opened : new Kysely<Tables>({ dialect: readerDialect(file) });
  const { realm = 'default', now = Date.now, notices = [] } = options;
  const store = { db, realm, now, notices };
  return new History(store, { ...store, db: reader }, async () => {
    if (reader !== opened) await reader.destroy();
    await opened.destroy();
    release();
  });
}

function fileOf(url: string): string {
  if (/^postgres(ql)?:/.test(url)) {
    throw new RehomeError('invalid', 'history.url: postgres is not available in this version.');
  }
  const path = /^sqlite:(.+)$/s.exec(url)?.[1];
  if (path === undefined) {
    throw new RehomeError('invalid', 'history.url: must look like sqlite:./rehome.db');
  }
  if (path === MEMORY) return path;
  const file = resolve(path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
}
