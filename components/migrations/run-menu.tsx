'use client';

import type { Route } from 'next';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { CopyLink, Menu, MenuButton, MenuLink } from '#components/ui/menu.tsx';

const BundleDialog = dynamic(() => import('./bundle-dialog.tsx').then((module) => module.BundleDialog), { ssr: false });

interface RunMenuProps {
  readonly runId: string;
  readonly pairHref: Route;
  /** The start form with this pair in it; null where it may not be run again, or not yet. */
  readonly againHref: Route | null;
}

/** What else can be done with a run, now or whenever it is looked at. */
export function RunMenu({ runId, pairHref, againHref }: RunMenuProps) {
  const [isAsking, setAsking] = useState(false);
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
