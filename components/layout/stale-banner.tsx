'use client';

import { useEffect, useRef, useState } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { Time } from '#components/ui/time.tsx';
import { sayInPassing } from '#components/ui/toast.ts';
import { BUILD } from '#lib/build.ts';
import { RETRY_MS } from '#lib/migrations/queries.ts';
import type { ShellView } from '#lib/migrations/views.ts';
import { useShell } from './use-shell.ts';

interface StaleBannerProps {
  readonly initial: ShellView;
  readonly zone: string;
}

/** Says that what is on screen is old, since when, and what happens next. Absent while all is well. */
export function StaleBanner({ initial, zone }: StaleBannerProps) {
  const shell = useShell(initial);
  const { contact, now, build } = shell.data;
  const clock = { zone, now };
  const isCut = shell.isError || contact.state === 'retrying';
  const wasCut = useRef(isCut);
  useEffect(() => {
    if (wasCut.current && !isCut) sayInPassing('Receiving updates again.');
    wasCut.current = isCut;
  }, [isCut]);
  if (shell.isError) {
    return (
      <Banner
        title={
          <>
            Not receiving updates since <Time at={new Date(shell.dataUpdatedAt).toISOString()} clock={clock} />.
          </>
        }
        action={
          <Button size="small" onClick={() => void shell.refetch()}>
            Retry now
          </Button>
        }
      >
        Showing the last known state. <Countdown from={shell.errorUpdatedAt} />
      </Banner>
    );
  }
  if (build !== BUILD) {
    return (
      <Banner
        title="Rehome was updated."
        action={
          <Button size="small" onClick={() => window.location.reload()}>
            Reload
          </Button>
        }
      >
        This page is of the version before: it shows what happens, and can start nothing until it is loaded again.
      </Banner>
    );
  }
  if (contact.state !== 'retrying') return null;
  return (
    <Banner
      title={
        contact.lastContactAt ? (
          <>
            No contact with the cluster since <Time at={contact.lastContactAt} clock={clock} />.
          </>
        ) : (
          'No contact with the cluster.'
        )
      }
    >
      {contact.problem} Showing the last known state, and trying again.
    </Banner>
  );
}

function Banner(props: Pick<Parameters<typeof Alert>[0], 'title' | 'children' | 'action'>) {
  return (
    <div className="stale-banner">
      <Alert role="status" {...props} />
    </div>
  );
}

/** Seconds to the next try. Hidden from screen readers, which would hear every second of it. */
function Countdown({ from }: { readonly from: number }) {
  const [left, setLeft] = useState(RETRY_MS / 1000);
  useEffect(() => {
    const show = () => setLeft(Math.max(0, Math.ceil((from + RETRY_MS - Date.now()) / 1000)));
    show();
    const timer = setInterval(show, 500);
    return () => clearInterval(timer);
  }, [from]);
  return <span aria-hidden="true">{left > 0 ? `Trying again in ${left} s.` : 'Trying again.'}</span>;
}
