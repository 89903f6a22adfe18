'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState } from 'react';
import { ask } from '#components/ui/ask.ts';
import { Button } from '#components/ui/button.tsx';
import { describedBy, Field } from '#components/ui/field.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Refusal } from '#components/ui/refusal.tsx';
import { Time } from '#components/ui/time.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import { MAX_NOTE, type PairNoteView } from '#lib/migrations/pair-views.ts';
import type { ActionResult } from '#lib/result.ts';

export type AddNote = (input: {
  readonly oldUser: string;
  readonly newUser: string;
  readonly text: string;
}) => Promise<ActionResult<PairNoteView>>;

interface PairNotesProps {
  readonly oldUser: string;
  readonly newUser: string;
  readonly notes: readonly PairNoteView[];
  readonly clock: Clock;
  readonly mayAdd: boolean;
  readonly add: AddNote;
}

/** What people wrote down about a pair, newest first. A note stays as it is; whoever was wrong adds another. */
export function PairNotes({ oldUser, newUser, notes, clock, mayAdd, add }: PairNotesProps) {
  return (
    <Panel title="Notes" aside={notes.length > 0 ? groupDigits(notes.length) : undefined} as="aside" label="Notes">
      {mayAdd && <NoteForm oldUser={oldUser} newUser={newUser} add={add} />}
      {notes.length === 0 ? (
        <p className={`px-inset pb-4 text-row text-ink-2 ${mayAdd ? '' : 'pt-4'}`}>
          Nobody has written anything about this pair.
        </p>
      ) : (
        <ul className={mayAdd ? 'border-t border-line' : ''}>
          {notes.map(({ id, at, by, text }) => (
            <li key={id} className="border-t border-line px-inset py-2.5 text-row first:border-t-0">
              <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
                {text}
              </p>
              <p className="mt-0.5 text-caption text-ink-3">
                <bdi dir="auto">{by}</bdi>, <Time at={at} clock={clock} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const ID = 'pair-note';

/** Keeps what was typed until it is recorded. A second click before the answer writes nothing more. */
function NoteForm({ oldUser, newUser, add }: Pick<PairNotesProps, 'oldUser' | 'newUser' | 'add'>) {
  const router = useRouter();
  const [text, setText] = useState('');
  const isSent = useRef(false);
  const asked = useMutation({
    mutationFn: () => ask(() => add({ oldUser, newUser, text })),
    onSuccess: (answer) => {
      if (!answer.ok) return;
      setText('');
      router.refresh();
    },
    onSettled: () => {
      isSent.current = false;
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isSent.current || text.trim() === '') return;
    isSent.current = true;
    asked.mutate();
  };
  const hint = 'It stays with the pair, with your name and the time.';
  return (
    <form onSubmit={send} className="px-inset py-4">
      <Field id={ID} label="New note" hint={hint}>
        <textarea
          className="input w-full"
          rows={2}
          dir="auto"
          maxLength={MAX_NOTE}
          value={text}
          onChange={(event) => setText(event.target.value)}
          {...describedBy(ID, hint, undefined)}
        />
      </Field>
      <div className="mt-3 flex items-center gap-3">
        <Button type="submit" disabled={asked.isPending || text.trim() === ''}>
          Add note
        </Button>
        <span role="status" className="text-caption text-ink-3">
          {asked.data?.ok && text === '' ? 'Added.' : ''}
        </span>
      </div>
      <Refusal
        asked={asked}
        refused="Not added."
        unknown="Rehome did not answer."
        advice="Reload the page to see whether the note was added."
      />
    </form>
  );
}
