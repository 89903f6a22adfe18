import type { FolderState, Outcome } from '#lib/migrations/states.ts';
import { inChunks, type Store } from './store.ts';

/** A copy that has ended, of a pair. */
export interface EndedCopy {
  readonly id: string;
  readonly number: number;
  readonly oldUser: string;
  readonly newUser: string;
  readonly outcome: Outcome | null;
  readonly folderState: FolderState;
}

/** The ended copies out of these users' homes, oldest first. */
export function endedCopiesFrom({ db, realm }: Store, oldUsers: readonly string[]): Promise<EndedCopy[]> {
  return inChunks(oldUsers, (chunk) =>
    db
      .selectFrom('runs')
      .select(['id', 'number', 'old_user as oldUser', 'new_user as newUser', 'outcome', 'folder_state as folderState'])
      .where('realm', '=', realm)
      .where('old_user', 'in', chunk)
      .where('kind', '=', 'copy')
      .where('outcome', 'is not', null)
      .orderBy('requested_at')
      .orderBy('id')
      .execute(),
  );
}
