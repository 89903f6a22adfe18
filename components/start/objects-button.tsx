'use client';

import { useState } from 'react';
import { latePart } from '#components/ui/late-part.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import type { Choice } from './choice.ts';
import { type OptionsDraft, optionProblems, optionsOf } from './options-draft.ts';

const ObjectsDialog = latePart(() => import('./objects-dialog.tsx').then((module) => module.ObjectsDialog));
const PARTS = [ObjectsDialog.warm];

interface ObjectsButtonProps {
  readonly from: Choice;
  readonly to: Choice;
  readonly options: OptionsDraft;
  /** To the user. */
  readonly note: string;
}

/** Shows what a start would create, with the options as they stand. Nothing to show while those are not clear. */
export function ObjectsButton({ from, to, options, note }: ObjectsButtonProps) {
  const [isOpen, setOpen] = useState(false);
  useWarmParts(PARTS);
  if (from.username === to.username || Object.keys(optionProblems(options)).length > 0) return null;
  const { verify, excludes, bandwidth } = optionsOf(options);
  const search = new URLSearchParams({ old: from.username, new: to.username, verify, bandwidth });
  if (note !== '') search.set('note', note);
  for (const exclude of excludes) search.append('exclude', exclude);
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        What will be created
      </button>
      {isOpen && <ObjectsDialog search={String(search)} onClose={() => setOpen(false)} />}
    </>
  );
}
