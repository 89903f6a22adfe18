'use client';

import type { Route } from 'next';
import { memo } from 'react';
import { pairHref, startHref } from '#components/pairs/pair-href.ts';
import { CopyLink, Menu, MenuButton, MenuLink } from '#components/ui/menu.tsx';
import { isOutcome } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';

interface RunMenuProps {
  readonly run: RunView;
  readonly mayRun: boolean;
  readonly onStop: (run: RunView) => void;
}

/** What can be done with one run of a list. What cannot be done now is not there. */
export const RunMenu = memo(function RunMenu({ run, mayRun, onStop }: RunMenuProps) {
  const { id, oldUser, newUser, status, folderState, later, kind } = run;
  const href = `/migrations/${id}` as Route;
  const hasEnded = isOutcome(status);
  const hasPartial = kind === 'copy' && hasEnded && folderState === 'partial' && later === null;
  return (
    <Menu label={`Actions for ${oldUser} to ${newUser}, run ${run.number}`} icon="more" iconOnly variant="quiet" late>
      <MenuLink href={href}>Open</MenuLink>
      <MenuLink href={pairHref(oldUser, newUser)}>All runs of this pair</MenuLink>
      {mayRun && hasPartial && <MenuLink href={href}>Resume or remove the partial copy</MenuLink>}
      {mayRun && hasEnded && <MenuLink href={startHref(oldUser, newUser)}>Run again</MenuLink>}
      {mayRun && !hasEnded && status !== 'stopping' && <MenuButton onClick={() => onStop(run)}>Stop…</MenuButton>}
      <CopyLink path={href} />
    </Menu>
  );
});
