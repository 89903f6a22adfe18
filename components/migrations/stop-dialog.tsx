'use client';

import { useMutation } from '@tanstack/react-query';
import { Plate } from '#components/layout/plate.tsx';
import type { Scope } from '#components/layout/scope.ts';
import { ask } from '#components/ui/ask.ts';
import { Button } from '#components/ui/button.tsx';
import { type Consequence, ConsequenceList } from '#components/ui/consequence-list.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { Refusal } from '#components/ui/refusal.tsx';
import { formatSize } from '#lib/format/size.ts';
import { isOutcome, type RunKind } from '#lib/migrations/states.ts';
import type { RunDetailView, RunView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { PairLabel } from './pair-label.tsx';

export type Stop = (input: { readonly runId: string }) => Promise<ActionResult<unknown>>;

interface StopDialogProps {
  readonly run: RunDetailView;
  readonly scope: Scope;
  readonly stop: Stop;
  /** Closed, with or without having stopped anything. */
  readonly onClose: () => void;
}

/** Asks whether to stop, having said what that does; and says so where there is nothing left to stop meanwhile. */
export function StopDialog({ run, scope, stop, onClose }: StopDialogProps) {
  const asked = useMutation({
    mutationFn: () => ask(() => stop({ runId: run.id })),
    onSuccess: (answer) => answer.ok && onClose(),
  });
  const isLate = !run.actions.stop && !asked.isPending;
  const words = wordsOf(run);
  return (
    <Dialog
      title={isLate ? lateTitle(run) : words.ask}
      subject={
        <>
          <Plate {...scope} />
          <PairLabel oldUser={run.oldUser} newUser={run.newUser} />
        </>
      }
      onClose={onClose}
      actions={
        <>
          <DialogClose autoFocus>{isLate ? 'Close' : words.no}</DialogClose>
          {!isLate && (
            <Button variant="danger" disabled={asked.isPending} onClick={() => asked.mutate()}>
              {asked.isPending ? words.pending : words.yes}
            </Button>
          )}
        </>
      }
    >
      {!isLate && <Consequences run={run} />}
      {!isLate && (
        <Refusal
          asked={asked}
          refused={words.refused}
          unknown={words.unknown}
          advice="Rehome did not answer. Asking again does no harm."
        />
      )}
    </Dialog>
  );
}

const NAMES: Readonly<Record<RunKind, string>> = { copy: 'migration', check: 'check', discard: 'removal' };

/** What waits for its time has not begun, and is cancelled rather than stopped. */
function wordsOf({ kind, startsAt }: RunView) {
  const name = NAMES[kind];
  if (startsAt) {
    return {
      ...{ ask: `Cancel this scheduled ${name}?`, yes: `Cancel ${name}`, no: 'Keep it', pending: 'Cancelling…' },
      ...{ refused: 'It was not cancelled.', unknown: 'It is not known whether it was cancelled.' },
    };
  }
  return {
    ...{ ask: `Stop this ${name}?`, yes: `Stop ${name}`, no: 'Keep running', pending: 'Asking it to stop…' },
    ...{ refused: 'It was not stopped.', unknown: 'It is not known whether it was asked to stop.' },
  };
}

/** The run ended, or somebody else stopped it, while the question was open. */
const lateTitle = ({ status, kind }: RunView): string =>
  isOutcome(status) ? `This ${NAMES[kind]} has ended meanwhile` : `This ${NAMES[kind]} is being stopped already`;

const Consequences = ({ run }: { readonly run: RunView }) => <ConsequenceList items={consequencesOf(run)} />;

function consequencesOf({ kind, status, progress, startsAt }: RunView): readonly Consequence[] {
  if (status === 'queued') {
    return [
      ['clock', startsAt ? 'It is cancelled, and will not start.' : 'It leaves the queue at once.'],
      ['folder', 'Nothing is changed yet, so nothing is left behind.'],
    ];
  }
  if (kind === 'check') {
    return [
      ['clock', 'Stopping takes up to 30 s.'],
      ['home', 'A check changes nothing, in neither home.'],
    ];
  }
  if (kind === 'discard') {
    return [
      ['clock', 'Stopping takes up to 30 s.'],
      ['folder', 'What is removed so far is gone; the rest stays in the folder and can still be removed.'],
      ['home', 'The old home is not touched.'],
    ];
  }
  if (status === 'pending') {
    return [
      ['clock', 'Its pod is removed.'],
      [
        'folder',
        'Copying has not begun; should it begin meanwhile, what it copied stays in the folder and can be resumed or removed.',
      ],
      ['home', 'The old home is not touched.'],
    ];
  }
  const kept =
    progress && progress.bytesDone > 0
      ? `The ${formatSize(progress.bytesDone)} copied so far stay in the folder and can be resumed or removed.`
      : 'What is copied so far stays in the folder and can be resumed or removed.';
  return [
    ['clock', 'Stopping takes up to 30 s.'],
    ['folder', kept],
    ['home', 'The old home is not touched.'],
  ];
}
