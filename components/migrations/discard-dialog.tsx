'use client';

import { useState } from 'react';
import { Plate } from '#components/layout/plate.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Consequence, ConsequenceList } from '#components/ui/consequence-list.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/field.tsx';
import { formatSize } from '#lib/format/size.ts';
import { PairLabel } from './pair-label.tsx';
import type { PartialCopy, Scope } from './partial-copy.tsx';
import { type FollowUp, useFollowUp } from './use-follow-up.ts';

interface DiscardDialogProps {
  readonly copy: PartialCopy;
  readonly scope: Scope;
  readonly discard: FollowUp;
  readonly onClose: () => void;
}

/** Asks whether to remove a partial copy for good. The old username is typed, so that no habit answers. */
export function DiscardDialog({ copy, scope, discard, onClose }: DiscardDialogProps) {
  const { oldUser, newUser, runId } = copy;
  const [typed, setTyped] = useState('');
  const { ask, isBusy, refusal } = useFollowUp(() => discard({ runId }));
  const isConfirmed = typed.trim() === oldUser;
  return (
    <Dialog
      title="Discard the partial copy?"
      subject={
        <>
          <Plate {...scope} />
          <PairLabel oldUser={oldUser} newUser={newUser} />
        </>
      }
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep copy</Button>
          <Button variant="danger" disabled={!isConfirmed || isBusy} onClick={ask}>
            {isBusy ? 'Discarding…' : 'Discard copy'}
          </Button>
        </>
      }
    >
      <ConsequenceList items={consequencesOf(copy)} />
      <TextField
        id="confirm-discard"
        className="mt-4"
        label={
          <>
            Type{' '}
            <bdi dir="auto" className="mono">
              {oldUser}
            </bdi>{' '}
            to confirm
          </>
        }
        dir="auto"
        spellCheck={false}
        autoCapitalize="off"
        maxLength={300}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {refusal && (
        <Alert grade="error" role="alert" title="Not discarded." className="mt-4">
          {refusal}
        </Alert>
      )}
    </Dialog>
  );
}

function consequencesOf({ bytes }: PartialCopy): readonly Consequence[] {
  const what = bytes ? `The ${formatSize(bytes)} copied so far are removed` : 'What is copied so far is removed';
  return [
    ['folder', `${what} from the new home, for good. Nothing else there is touched.`],
    ['again', 'It cannot be resumed afterwards; a new run copies everything again.'],
    ['home', 'The old home is not touched.'],
  ];
}
