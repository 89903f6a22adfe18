'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Plate } from '#components/layout/plate.tsx';
import type { Scope } from '#components/layout/scope.ts';
import { ask } from '#components/ui/ask.ts';
import { Button } from '#components/ui/button.tsx';
import { ConsequenceList } from '#components/ui/consequence-list.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { Refusal } from '#components/ui/refusal.tsx';
import type { ActionResult } from '#lib/result.ts';

export type RemoveOldAction = (input: Readonly<Record<string, never>>) => Promise<ActionResult<null>>;

interface RemoveOldProps {
  /** What would go, as one phrase. */
  readonly going: string;
  readonly scope: Scope;
  readonly remove: RemoveOldAction;
}

/** Removes what is old enough now, having said what that is. */
export function RemoveOld({ going, scope, remove }: RemoveOldProps) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const asked = useMutation({
    mutationFn: () => ask(() => remove({})),
    onSuccess: (answer) => {
      if (!answer.ok) return;
      setIsOpen(false);
      router.refresh();
    },
  });
  const open = (): void => {
    asked.reset();
    setIsOpen(true);
  };
  return (
    <>
      <Button size="small" variant="danger-quiet" onClick={open}>
        Remove now…
      </Button>
      {isOpen && (
        <Dialog
          title="Remove old records now?"
          subject={<Plate {...scope} />}
          onClose={() => setIsOpen(false)}
          actions={
            <>
              <DialogClose autoFocus>Keep them</DialogClose>
              <Button variant="danger" disabled={asked.isPending} onClick={() => asked.mutate()}>
                {asked.isPending ? 'Removing…' : 'Remove old records'}
              </Button>
            </>
          }
        >
          <ConsequenceList
            items={[
              ['archive', `As far as is known now: ${going}. They do not come back.`],
              ['list', 'The audit keeps who asked for it, and what went.'],
              ['home', 'No home and no pod is touched.'],
            ]}
          />
          <Refusal
            asked={asked}
            refused="Nothing was removed."
            unknown="It is not known what was removed."
            advice="Rehome did not answer. Load the page again before you repeat it."
          />
        </Dialog>
      )}
    </>
  );
}
