import 'server-only';
import type { Actor } from '#lib/access/roles.ts';
import { RehomeError } from '#lib/errors.ts';
import type { History } from '#lib/history/history.ts';
import { checkUsername } from '#lib/homes/usernames.ts';
import type { NoteInput } from './input.ts';
import type { PairNoteView } from './pair-views.ts';
import { isoOf } from './run-view.ts';

/** What people write down about pairs. */
export class PairNotes {
  readonly #history: Pick<History, 'pairNotes'>;

  constructor(history: Pick<History, 'pairNotes'>) {
    this.#history = history;
  }

  /** Adds a note to a pair, for good. Throws `RehomeError` `invalid` where a name is none. */
  async add({ oldUser, newUser, text }: NoteInput, actor: Actor): Promise<PairNoteView> {
    const problem = checkUsername(oldUser) ?? checkUsername(newUser);
    if (problem) throw new RehomeError('invalid', problem);
    const at = Date.now();
    const pair = { oldUser, newUser };
    const entry = { action: 'pair.note', object: `${oldUser} to ${newUser}`, ...pair };
    const audit = { at, actor: actor.name, source: actor.source, ...entry };
    const note = await this.#history.pairNotes.add(pair, { by: actor.name, at, text }, audit);
    return { ...note, at: isoOf(note.at) };
  }
}
