import type { HomeFoldersTable } from './partial-copies-table.ts';
import { inChunks, type Store } from './store.ts';

/** A partial copy that a check saw in a home. Sizes in bytes, with everything that lies in the folder. */
export interface SeenFolder {
  readonly name: string;
  readonly bytes: number;
  readonly files: number;
}

/** The partial copies that a check listed in somebody's home. */
export interface HomeFolders {
  readonly user: string;
  readonly at: number;
  readonly folders: readonly SeenFolder[];
}

/** Keeps what a check saw, in the place of what an earlier one saw. */
export async function storeHomeFolders(
  { db, realm }: Store,
  runId: string,
  seen: readonly HomeFolders[],
): Promise<void> {
  for (const { user, at, folders } of seen) {
    const row = { run_id: runId, at, folders: JSON.stringify(folders) };
    await db
      .insertInto('home_folders')
      .values({ realm, user_name: user, ...row })
      .onConflict((on) => on.columns(['realm', 'user_name']).doUpdateSet(row).where('home_folders.at', '<=', at))
      .execute();
  }
}

/** What the last check saw in each of these users' homes, by username; a user whose home none has seen is left out. */
export async function readHomeFolders(
  { db, realm }: Store,
  users: readonly string[],
): Promise<Map<string, HomeFolders>> {
  const rows: HomeFoldersTable[] = await inChunks(users, (chunk) =>
    db.selectFrom('home_folders').selectAll().where('realm', '=', realm).where('user_name', 'in', chunk).execute(),
  );
  return new Map(
    rows.map(({ user_name: user, at, folders }) => [
      user,
      { user, at, folders: JSON.parse(folders) as readonly SeenFolder[] },
    ]),
  );
}
