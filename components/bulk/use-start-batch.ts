import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { newRequestKey } from '#components/start/request-key.ts';
import { ask } from '#components/ui/ask.ts';
import type { ActionError, ActionResult } from '#lib/result.ts';

export type StartBatchAction = (input: unknown) => Promise<ActionResult<{ readonly id: string }>>;

/**
 * Starts a batch once, however often the button is pressed: what is sent again unchanged is the same request, also after an
 * answer that was lost. After a yes the batch's page is opened.
 */
export function useStartBatch(action: StartBatchAction, onStarted: () => void) {
  const router = useRouter();
  const token = useRef(false);
  const sent = useRef<{ readonly key: string; readonly said: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ActionError | null>(null);
  const start = async (batch: object) => {
    if (token.current) return;
    token.current = true;
    setBusy(true);
    setError(null);
    const said = JSON.stringify(batch);
    if (sent.current?.said !== said) sent.current = { key: newRequestKey(), said };
    const { key } = sent.current;
    const result = await askFor(() => action({ ...batch, requestKey: key }));
    if (result.ok) {
      onStarted();
      return router.push(`/bulk/${result.value.id}` as Route);
    }
    token.current = false;
    setBusy(false);
    setError(result.error);
  };
  return { start, busy, error, forget: () => setError(null) };
}

/** A lost connection leaves open whether the batch was recorded, and says so. */
async function askFor<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await ask(call);
  } catch {
    const message = 'Rehome did not answer. Pressing Start once more starts no second batch.';
    return { ok: false, error: { code: 'unavailable', message } };
  }
}
