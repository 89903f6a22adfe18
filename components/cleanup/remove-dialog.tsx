'use client';

import { useMutation } from '@tanstack/react-query';
import { Plate } from '#components/layout/plate.tsx';
import type { Scope } from '#components/layout/scope.ts';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { ask } from '#components/ui/ask.ts';
import { Button } from '#components/ui/button.tsx';
import { ConsequenceList } from '#components/ui/consequence-list.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { Refusal } from '#components/ui/refusal.tsx';
import type { CleanUpOutcome, LeftoverView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { evidenceSentence } from './removal-words.ts';

export type CleanUpAction = (input: unknown) => Promise<ActionResult<CleanUpOutcome>>;

interface RemoveDialogProps {
  readonly leftovers: readonly LeftoverView[];
  readonly scope: Scope;
  readonly cleanUp: CleanUpAction;
  readonly onDone: (outcome: CleanUpOutcome) => void;
  readonly onClose: () => void;
}

const NAMED = 5;

/** Asks whether to remove pods, having said what that does and what it does not. */
export function RemoveDialog({ leftovers, scope, cleanUp, onDone, onClose }: RemoveDialogProps) {
  const asked = useMutation({
    mutationFn: () => ask(() => cleanUp({ pods: leftovers.map(({ uid }) => uid) })),
    onSuccess: (answer) => answer.ok && onDone(answer.value),
  });
  const [only] = leftovers;
  const count = leftovers.length;
  return (
    <Dialog
      title={count === 1 ? 'Remove this pod?' : `Remove ${count} pods?`}
      subject={
        <>
          <Plate {...scope} />
          {count === 1 && only && <Subject leftover={only} />}
        </>
      }
      onClose={onClose}
      actions={
        <>
          <DialogClose autoFocus>{count === 1 ? 'Keep pod' : 'Keep pods'}</DialogClose>
          <Button variant="danger" disabled={asked.isPending} onClick={() => asked.mutate()}>
            {asked.isPending ? 'Removing…' : count === 1 ? 'Remove pod' : `Remove ${count} pods`}
          </Button>
        </>
      }
    >
      <ConsequenceList
        items={[
          ['pod', <Names key="pods" leftovers={leftovers} />],
          ['list', evidenceSentence(leftovers)],
          ['home', 'No file is touched: not in the old home, not in the new one.'],
        ]}
      />
      <Refusal
        asked={asked}
        refused="Nothing was removed."
        unknown="It is not known what was removed."
        advice="Rehome did not answer. Look at the list again before you repeat it."
      />
    </Dialog>
  );
}

function Subject({ leftover: { oldUser, newUser } }: { readonly leftover: LeftoverView }) {
  return oldUser !== null && newUser !== null ? <PairLabel oldUser={oldUser} newUser={newUser} /> : null;
}

function Names({ leftovers }: { readonly leftovers: readonly LeftoverView[] }) {
  const more = leftovers.length - NAMED;
  return (
    <>
      Removed from the cluster:
      {leftovers.slice(0, NAMED).map(({ uid, pod }) => (
        <bdi key={uid} className="mono block [overflow-wrap:anywhere]">
          {pod}
        </bdi>
      ))}
      {more > 0 && <span className="block text-ink-2">and {more} more</span>}
    </>
  );
}
