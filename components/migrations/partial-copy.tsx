'use client';

import { type ReactNode, useState } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button, type ButtonSize, type ButtonVariant } from '#components/ui/button.tsx';
import { latePart } from '#components/ui/late-part.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import { type FollowUp, useFollowUp } from './use-follow-up.ts';

const DiscardDialog = latePart(() => import('./discard-dialog.tsx').then((module) => module.DiscardDialog));
const PARTS = [DiscardDialog.warm];

/** A partial copy, and the run that left it last. */
export interface PartialCopy {
  readonly runId: string;
  readonly oldUser: string;
  readonly newUser: string;
  /** Its folder in the new home, as it is on disk. */
  readonly folder: string;
  /** Bytes in it; null where that is not known. */
  readonly bytes: number | null;
  readonly files: number | null;
}

interface ResumeButtonProps {
  readonly runId: string;
  readonly resume: FollowUp;
  /** What it is called where there are several. */
  readonly label?: string;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
}

/** Goes on in a partial copy, at once: nothing is lost by it. */
export function ResumeButton({ runId, resume, label, variant = 'primary', size }: ResumeButtonProps) {
  const { ask, isBusy, refusal } = useFollowUp(() => resume({ runId }));
  if (refusal) {
    return (
      <Alert grade="error" role="alert" title="Not resumed.">
        {refusal}
      </Alert>
    );
  }
  return (
    <Button variant={variant} size={size} icon="play" aria-label={label} disabled={isBusy} onClick={ask}>
      {isBusy ? 'Resuming…' : 'Resume'}
    </Button>
  );
}

interface DiscardButtonProps {
  readonly copy: PartialCopy;
  readonly scope: Scope;
  readonly discard: FollowUp;
  /** What it is called where there are several. */
  readonly label?: string;
  readonly children?: ReactNode;
}

/** Asks, in a dialog, whether to remove a partial copy. */
export function DiscardButton({ copy, scope, discard, label, children }: DiscardButtonProps) {
  const [isAsking, setAsking] = useState(false);
  useWarmParts(PARTS);
  return (
    <>
      <Button variant="danger-quiet" size="small" aria-label={label} onClick={() => setAsking(true)}>
        {children ?? 'Remove the partial copy…'}
      </Button>
      {isAsking && <DiscardDialog copy={copy} scope={scope} discard={discard} onClose={() => setAsking(false)} />}
    </>
  );
}
