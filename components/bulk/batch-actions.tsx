import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { ask } from '#components/ui/ask.ts';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { latePart } from '#components/ui/late-part.tsx';
import { Refusal } from '#components/ui/refusal.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import { type BatchView, countIn, type RetryWhat } from '#lib/migrations/batch-views.ts';
import type { ActionResult } from '#lib/result.ts';
import { rowWords } from './batch-words.ts';

const StopBatchDialog = latePart(() => import('./stop-batch-dialog.tsx').then((module) => module.StopBatchDialog));
const PARTS = [StopBatchDialog.warm];

type Deed = (input: { readonly batchId: string }) => Promise<ActionResult<unknown>>;

/** What can be asked of a batch. */
export interface BatchDeeds {
  readonly pause: Deed;
  readonly resume: Deed;
  readonly stop: Deed;
  readonly retry: (input: { readonly batchId: string; readonly what: RetryWhat }) => Promise<ActionResult<unknown>>;
}

interface BatchActionsProps {
  readonly batch: BatchView;
  readonly scope: Scope;
  readonly deeds: BatchDeeds;
  readonly onDone: () => void;
}

/** Buttons for what can be done with the batch now, and why something was not done. */
export function BatchActions({ batch, scope, deeds, onDone }: BatchActionsProps) {
  const { id, actions, counts } = batch;
  const [isStopping, setStopping] = useState(false);
  useWarmParts(PARTS);
  const asked = useMutation({
    mutationFn: (call: () => Promise<ActionResult<unknown>>) => ask(call),
    onSettled: onDone,
  });
  const again = (what: RetryWhat) => asked.mutate(() => deeds.retry({ batchId: id, what }));
  const offers = [
    // One button, which keeps the focus of who presses it.
    { key: 'pace', on: actions.pause, words: 'Pause', call: () => asked.mutate(() => deeds.pause({ batchId: id })) },
    {
      key: 'pace',
      on: actions.resume,
      words: 'Go on',
      isFirst: true,
      call: () => asked.mutate(() => deeds.resume({ batchId: id })),
    },
    {
      key: 'failed',
      on: actions.retryFailed,
      words: `Retry ${rowWords(countIn(counts, 'failed'))} that failed`,
      call: () => again('failed'),
    },
    {
      key: 'stopped',
      on: actions.retryStopped,
      words: `Start ${rowWords(countIn(counts, 'stopped'))} that are left`,
      call: () => again('stopped'),
    },
  ];
  return (
    <div className="grid w-full justify-items-end gap-2 max-phone:justify-items-stretch">
      <div className="flex flex-wrap justify-end gap-2 max-phone:*:flex-1">
        {offers
          .filter(({ on }) => on)
          .map(({ key, words, isFirst = false, call }) => (
            <Button
              key={key}
              variant={isFirst ? 'primary' : 'secondary'}
              aria-disabled={asked.isPending}
              onClick={() => !asked.isPending && call()}
            >
              {words}
            </Button>
          ))}
        {actions.stop && (
          <Button variant="danger-quiet" icon="square" onClick={() => setStopping(true)}>
            Stop all…
          </Button>
        )}
        <a className={buttonClass()} href={`/api/batches/${encodeURIComponent(id)}/csv`} download>
          <Icon name="download" />
          Result as CSV
        </a>
      </div>
      <Refusal
        asked={asked}
        refused="Nothing was changed."
        unknown="It is not known whether that was done."
        advice="Rehome did not answer. What the page says of the batch is what holds."
      />
      {isStopping && (
        <StopBatchDialog
          batch={batch}
          scope={scope}
          stop={deeds.stop}
          onClose={() => {
            setStopping(false);
            onDone();
          }}
        />
      )}
    </div>
  );
}
