import { sql } from 'kysely';
import { RehomeError } from '#lib/errors.ts';
import type { Store } from './store.ts';

/** @throws RehomeError `unavailable` where the database does not answer */
export async function checkDatabase({ db }: Store): Promise<void> {
  try {
    await sql`select 1`.execute(db);
  } catch (cause) {
    throw new RehomeError('unavailable', 'The history database does not answer.', { cause });
  }
}
