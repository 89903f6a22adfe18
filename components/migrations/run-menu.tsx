'use client';

import type { Route } from 'next';
import { useState } from 'react';
import { latePart } from '#components/ui/late-part.tsx';
import { CopyLink, Menu, MenuButton, MenuLink } from '#components/ui/menu.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';

const BundleDialog = latePart(() => import('./bundle-dialog.tsx').then((module) => module.BundleDialog));
const PARTS = [BundleDialog.warm];

interface RunMenuProps {
  readonly runId: string;
  readonly pairHref: Route;
  /** The start form with this pair in it; null where it may not be run again, or not yet. */
  readonly againHref: Route | null;
}

/** What else can be done with a run, now or whenever it is looked at. */
export function RunMenu({ runId, pairHref, againHref }: RunMenuProps) {
  const [isAsking, setAsking] = useState(false);
  useWarmParts(PARTS);
  return (
    <>
      <Menu label="More actions" icon="more" iconOnly>
        <MenuLink href={pairHref}>All runs of this pair</MenuLink>
        {againHref && <MenuLink href={againHref}>Run again</MenuLink>}
        <CopyLink path={`/migrations/${runId}`} />
        <MenuButton onClick={() => window.print()}>Print report</MenuButton>
        <MenuButton onClick={() => setAsking(true)}>Download support bundle…</MenuButton>
      </Menu>
      {isAsking && <BundleDialog runId={runId} onClose={() => setAsking(false)} />}
    </>
  );
}
