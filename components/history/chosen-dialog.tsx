'use client';

import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { evidenceSentence } from '#components/cleanup/removal-words.ts';
import { Plate } from '#components/layout/plate.tsx';
import type { Scope } from '#components/layout/scope.ts';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { Refusal } from '#components/ui/refusal.tsx';
import type { ManyOutcome } from '#lib/migrations/many-views.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { type Deed, NONE_CAN, split } from './chosen-words.ts';

export type ManyAction = (input: { readonly runIds: readonly string[] }) => Promise<ActionResult<ManyOutcome>>;

interface ChosenDialogProps {
  readonly deed: Deed;
  readonly runs: readonly RunView[];
  readonly scope: Scope;
  readonly action: ManyAction;
  readonly onDone: (outcome: ManyOutcome) => void;
  readonly onClose: () => void;
}

const WORDS: Readonly<Record<Deed, { readonly [word in 'ask' | 'yes' | 'no' | 'to' | 'what']: string }>> = {
  stop: {
    ask: 'Stop',
    yes: 'Stop',
    no: 'Keep running',
    to: 'To be stopped',
    what: 'Stopping takes up to 30 s. What is copied so far stays in the folder and can be resumed or removed. The old homes are not touched.',
  },
  seen: {
    ask: 'Mark as seen:',
    yes: 'Mark as seen',
    no: 'Leave as it is',
    to: 'To be marked',
    what: 'They no longer need attention. They stay in the list as failed.',
  },
  tidy: {
    ask: 'Remove the leftovers of',
    yes: 'Remove leftovers',
    no: 'Keep them',
    to: 'To be cleaned up',
    what: 'Their pods are removed from the cluster. No file is touched: not in the old homes, not in the new ones.',
  },
};

/** Asks whether to do something to several runs, having said to which, and which are left out and why. */
export function ChosenDialog({ deed, runs, scope, action, onDone, onClose }: ChosenDialogProps) {
  const { doing, skipped } = split(deed, runs);
  const asked = useMutation({
    mutationFn: () => action({ runIds: doing.map(({ id }) => id) }),
    onSuccess: (answer) => answer.ok && onDone(answer.value),
  });
  const words = WORDS[deed];
  const count = doing.length === 1 ? '1 run' : `${doing.length} runs`;
  const isVain = doing.length === 0;
  return (
    <Dialog
      title={isVain ? NONE_CAN[deed] : `${words.ask} ${count}?`}
      subject={<Plate {...scope} />}
      onClose={onClose}
      actions={
        <>
          <DialogClose autoFocus>{isVain ? 'Close' : words.no}</DialogClose>
          {!isVain && (
            <Button
              variant={deed === 'seen' ? 'primary' : 'danger'}
              disabled={asked.isPending}
              onClick={() => asked.mutate()}
            >
              {asked.isPending ? 'Asking…' : deed === 'stop' ? `Stop ${count}` : words.yes}
            </Button>
          )}
        </>
      }
    >
      {!isVain && (
        <p className="mt-3 text-row text-ink-2">
          {words.what} {deed === 'tidy' && evidenceSentence(doing)}
        </p>
      )}
      <Names title={words.to} rows={doing.map((run) => ({ run, why: '' }))} />
      <Names title={isVain ? 'Why not' : 'Skipped'} rows={skipped} />
      <Refusal
        asked={asked}
        refused="Nothing was done."
        unknown="It is not known what was done."
        advice="Rehome did not answer. Asking again does no harm."
      />
    </Dialog>
  );
}

interface NamesProps {
  readonly title: string;
  readonly rows: readonly { readonly run: RunView; readonly why: ReactNode }[];
}

function Names({ title, rows }: NamesProps) {
  if (rows.length === 0) return null;
  return (
    <section className="mt-4">
      <h3 className="text-ink-2">
        {title} <span className="font-normal text-ink-3">{rows.length}</span>
      </h3>
      <ul className="mt-1 max-h-56 overflow-auto border-t border-line">
        {rows.map(({ run, why }) => (
          <li key={run.id} className="flex flex-wrap items-center gap-x-2 border-b border-line py-1.5 text-row">
            <PairLabel oldUser={run.oldUser} newUser={run.newUser} />
            <span className="text-ink-3">
              #{run.number} {why}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
