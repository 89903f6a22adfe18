'use client';

import { useState } from 'react';
import { Plate } from '#components/layout/plate.tsx';
import type { Scope } from '#components/layout/scope.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Consequence, ConsequenceList } from '#components/ui/consequence-list.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/field.tsx';
import { formatFiles, formatSize } from '#lib/format/size.ts';
import { PairLabel } from './pair-label.tsx';
import type { PartialCopy } from './partial-copy.tsx';
import { type FollowUp, useFollowUp } from './use-follow-up.ts';

interface DiscardDialogProps {
  readonly copy: PartialCopy;
  readonly scope: Scope;
  readonly discard: FollowUp;
  readonly onClose: () => void;
}

/** Asks whether to remove a partial copy for good. The folder's name is typed, so that no habit answers. */
export function DiscardDialog({ copy, scope, discard, onClose }: DiscardDialogProps) {
  const { oldUser, newUser, runId, folder } = copy;
  const [typed, setTyped] = useState('');
  const { ask, isBusy, refusal } = useFollowUp(() => discard({ runId }));
  const isConfirmed = typed.trim() === folder;
  return (
    <Dialog
      title="Remove the partial copy?"
      subject={
        <>
          <Plate {...scope} />
          <PairLabel oldUser={oldUser} newUser={newUser} />
        </>
      }
      onClose={onClose}
      actions={
        <>
          <DialogClose>Keep copy</DialogClose>
          <Button variant="danger" disabled={!isConfirmed || isBusy} onClick={ask}>
            {isBusy ? 'Removing…' : 'Remove copy'}
          </Button>
        </>
      }
    >
      <ConsequenceList items={consequencesOf(copy)} />
      <TextField
        id="confirm-discard"
        className="mt-4"
        label="Type the name of the folder to confirm"
        spellCheck={false}
        autoCapitalize="off"
        maxLength={300}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        aria-describedby="folder-to-discard"
      />
      <div className="mt-1 flex items-center gap-1.5 text-row text-ink-2">
        <bdi id="folder-to-discard" className="mono min-w-0 [overflow-wrap:anywhere]">
          {folder}
        </bdi>
        <CopyButton text={folder} label="Copy folder name" />
      </div>
      {refusal && (
        <Alert grade="error" role="alert" title="Not removed." className="mt-4">
          {refusal}
        </Alert>
      )}
    </Dialog>
  );
}

function consequencesOf({ bytes, files, newUser }: PartialCopy): readonly Consequence[] {
  return [
    ['folder', `${whatGoes(bytes, files)} from the home of ${newUser}, for good. Nothing else there is touched.`],
    ['again', 'It cannot be resumed afterwards; a new run copies everything again.'],
    ['home', 'The old home is not touched.'],
  ];
}

function whatGoes(bytes: number | null, files: number | null): string {
  const counted = files === null ? '' : `${formatFiles(files)}, `;
  return bytes
    ? `What is copied so far is removed, ${counted}${formatSize(bytes)},`
    : 'What is copied so far is removed';
}
