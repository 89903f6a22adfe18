'use client';

import { useState } from 'react';
import { buttonClass } from '#components/ui/button.tsx';
import { type Consequence, ConsequenceList } from '#components/ui/consequence-list.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { Checkbox } from '#components/ui/field.tsx';
import { Icon } from '#components/ui/icon.tsx';

interface BundleDialogProps {
  readonly runId: string;
  readonly onClose: () => void;
}

const WHAT: readonly Consequence[] = [
  [
    'folder',
    'One .tar.gz of what is on record of this run: request, log, events, pod, lists of files. Its README says more.',
  ],
  [
    'user',
    'User names, operators, e-mail and network addresses are replaced. Reasons, tickets and notes are left out.',
  ],
  ['eye', 'Passwords, tokens and keys are taken out as far as they can be told. Look through it before you send it.'],
];

/** Says what a support bundle has and what it lacks, and downloads it. */
export function BundleDialog({ runId, onClose }: BundleDialogProps) {
  const [hasNames, setNames] = useState(false);
  return (
    <Dialog
      role="dialog"
      title="Download a support bundle?"
      onClose={onClose}
      actions={
        <>
          <DialogClose>Cancel</DialogClose>
          <a
            href={`/api/runs/${runId}/bundle${hasNames ? '?names=1' : ''}`}
            download
            className={buttonClass({ variant: 'primary' })}
            data-closes
          >
            <Icon name="download" />
            Download
          </a>
        </>
      }
    >
      <p className="mt-2 text-row text-ink-2">For whoever helps you with this run.</p>
      <ConsequenceList items={WHAT} />
      <div className="mt-4">
        <Checkbox
          label={
            <>
              Include names of files and folders in the homes
              <span className="block text-ink-2">They may be private. Without, each is a word such as name-12.</span>
            </>
          }
          checked={hasNames}
          onChange={(event) => setNames(event.target.checked)}
        />
      </div>
    </Dialog>
  );
}
