'use client';

import type { ReactNode } from 'react';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { ContactView, ShellView } from '#lib/migrations/views.ts';
import { useShell } from './use-shell.ts';

interface ClusterContactProps {
  readonly initial: ShellView;
  readonly zone: string;
}

/** Whether Rehome hears from the cluster: a dot, and the words that say the same. */
export function ClusterContact({ initial, zone }: ClusterContactProps) {
  const { data, isError } = useShell(initial);
  const { contact, cluster, now } = data;
  const words = isError ? 'Rehome does not answer' : wordsFor(contact, { zone, now });
  const isLive = !isError && contact.state === 'live';
  return (
    <div className="contact" title={contact.problem ?? (cluster === '' ? undefined : `Cluster ${cluster}`)}>
      <svg viewBox="0 0 8 8" className="size-2 flex-none" aria-hidden="true">
        {isLive ? (
          <circle cx="4" cy="4" r="4" className="fill-done" />
        ) : (
          <circle cx="4" cy="4" r="3.25" className="fill-none stroke-attention stroke-[1.5]" />
        )}
      </svg>
      <span className="nav-words">{words}</span>
    </div>
  );
}

function wordsFor({ state, lastContactAt }: ContactView, clock: Clock): ReactNode {
  if (state === 'live') return 'Cluster connected';
  if (state === 'connecting') return 'Connecting to the cluster';
  if (!lastContactAt) return 'No contact with the cluster';
  return (
    <>
      No contact since <Time at={lastContactAt} clock={clock} />
    </>
  );
}
