import { Plate } from '#components/layout/plate.tsx';
import type { Scope } from '#components/layout/scope.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Consequence, ConsequenceList } from '#components/ui/consequence-list.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import type { RoomNeeded } from './room-needed.ts';
import { leftOutSentence, shortSentence, startTitle } from './start-words.ts';

interface StartBatchDialogProps {
  readonly scope: Scope;
  readonly chosen: number;
  /** Rows of the list that are not to start, by why. */
  readonly leftOut: { readonly undecided: number; readonly others: number };
  readonly needed: RoomNeeded;
  /** What was last seen free where all homes lie on one volume. */
  readonly bytesFree: number | null;
  readonly pace: string;
  readonly busy: boolean;
  readonly error: string | null;
  readonly onStart: () => void;
  readonly onClose: () => void;
}

/** Repeats what is about to start, where, and what is not among it. */
export function StartBatchDialog(props: StartBatchDialogProps) {
  const { scope, chosen, leftOut, needed, bytesFree, pace, busy, error, onStart, onClose } = props;
  const short = shortSentence(needed, bytesFree);
  const facts: readonly Consequence[] = [
    ...(short === null ? [] : [['alert', short] satisfies Consequence]),
    ['list', leftOutSentence(leftOut)],
    ['clock', pace],
    ['home', 'The old homes stay as they are.'],
  ];
  return (
    <Dialog
      title={startTitle(chosen, needed)}
      subject={<Plate {...scope} />}
      onClose={onClose}
      actions={
        <>
          <DialogClose autoFocus>Back to the list</DialogClose>
          <Button variant="primary" aria-disabled={busy} onClick={() => !busy && onStart()}>
            {busy ? 'Starting the batch' : 'Start batch'}
          </Button>
        </>
      }
    >
      <ConsequenceList items={facts} />
      {error !== null && (
        <Alert grade="error" role="alert" title="The batch was not started." className="mt-4">
          {error}
        </Alert>
      )}
    </Dialog>
  );
}
