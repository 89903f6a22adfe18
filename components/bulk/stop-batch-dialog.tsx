import { useMutation } from '@tanstack/react-query';
import { Plate } from '#components/layout/plate.tsx';
import type { Scope } from '#components/layout/scope.ts';
import { ask } from '#components/ui/ask.ts';
import { Button } from '#components/ui/button.tsx';
import { type Consequence, ConsequenceList } from '#components/ui/consequence-list.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { Refusal } from '#components/ui/refusal.tsx';
import type { BatchView } from '#lib/migrations/batch-views.ts';
import type { BatchDeeds } from './batch-actions.tsx';
import { rowWords } from './batch-words.ts';
import { migrations } from './start-words.ts';

interface StopBatchDialogProps {
  readonly batch: BatchView;
  readonly scope: Scope;
  readonly stop: BatchDeeds['stop'];
  readonly onClose: () => void;
}

/** Asks whether to stop the whole batch, having said what that does. */
export function StopBatchDialog({ batch, scope, stop, onClose }: StopBatchDialogProps) {
  const { running, waiting } = batch.counts;
  const asked = useMutation({
    mutationFn: () => ask(() => stop({ batchId: batch.id })),
    onSuccess: (answer) => answer.ok && onClose(),
  });
  const isLate = !batch.actions.stop && !asked.isPending;
  const consequences: readonly Consequence[] = [
    ...(running > 0
      ? ([
          ['clock', `${migrations(running)} ${running === 1 ? 'is' : 'are'} asked to stop. That takes up to 30 s.`],
        ] as const)
      : []),
    ...(waiting > 0
      ? ([
          [
            'list',
            `${rowWords(waiting)} ${waiting === 1 ? 'is' : 'are'} not started. Pausing keeps them waiting instead.`,
          ],
        ] as const)
      : []),
    [
      'folder',
      'What is copied so far stays in the folders and can be resumed or removed. The old homes are not touched.',
    ],
  ];
  return (
    <Dialog
      title={isLate ? 'This batch has ended meanwhile' : 'Stop the whole batch?'}
      subject={<Plate {...scope} />}
      onClose={onClose}
      actions={
        <>
          <DialogClose autoFocus>{isLate ? 'Close' : 'Keep running'}</DialogClose>
          {!isLate && (
            <Button variant="danger" disabled={asked.isPending} onClick={() => asked.mutate()}>
              {asked.isPending ? 'Asking it to stop…' : 'Stop batch'}
            </Button>
          )}
        </>
      }
    >
      {!isLate && <ConsequenceList items={consequences} />}
      <Refusal
        asked={asked}
        refused="It was not stopped."
        unknown="It is not known whether it was asked to stop."
        advice="Rehome did not answer. Asking again does no harm."
      />
    </Dialog>
  );
}
