'use client';

import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { objectsQuery } from '#lib/migrations/queries.ts';

interface ObjectsDialogProps {
  /** What the server is asked for. */
  readonly search: string;
  readonly onClose: () => void;
}

/** The objects that a start would create in the cluster, to read and to copy. */
export function ObjectsDialog({ search, onClose }: ObjectsDialogProps) {
  const { data, isError } = useQuery(objectsQuery(search));
  return (
    <Dialog
      role="dialog"
      title="What will be created"
      onClose={onClose}
      actions={
        <>
          {data && <CopyButton text={data.yaml} label="Copy YAML" className="max-phone:self-end" />}
          <DialogClose>Close</DialogClose>
        </>
      }
    >
      <p className="mt-2 text-row text-ink-2">
        One pod, and nothing else. Rehome removes it after its end; that of a failed run as the options say.
      </p>
      <div className="objects mt-3">
        {isError ? (
          <p className="text-row text-failed-ink">
            Rehome could not make the objects for this pair. Look at the accounts and the options.
          </p>
        ) : (
          <textarea
            className="input mono h-[min(60dvh,560px)]! whitespace-pre"
            aria-label="Objects as YAML"
            readOnly
            spellCheck={false}
            value={data?.yaml ?? 'Asking the server for the objects.'}
          />
        )}
      </div>
    </Dialog>
  );
}
