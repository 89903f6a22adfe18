'use server';
import { runAction } from '#lib/access/action.ts';
import { noteInput } from '#lib/migrations/input.ts';
import type { PairNoteView } from '#lib/migrations/pair-views.ts';
import type { ActionResult } from '#lib/result.ts';
import { runtime } from '#lib/runtime.ts';

/** Adds a note to a pair. It cannot be changed or taken away. */
export async function addPairNote(input: unknown): Promise<ActionResult<PairNoteView>> {
  return runAction('pair.note', noteInput, input, (note, actor) => runtime().pairNotes.add(note, actor));
}
