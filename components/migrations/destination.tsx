import { CopyButton } from '#components/ui/copy-button.tsx';
import type { RunDetailView } from '#lib/migrations/views.ts';

/** In whose home and in which folder the files go, at the foot of a card. */
export const Destination = ({ run }: { readonly run: RunDetailView }) => (
  <div className="col-span-full flex items-center gap-2.5 border-t border-line py-2.5!">
    <span className="text-row text-ink-3">Into</span>
    <span className="mono flex-1 wrap-anywhere">
      <bdi dir="auto">{run.newUser}</bdi> / {run.folder}
    </span>
    <CopyButton text={run.folder} label="Copy the folder's name" className="-my-1 -mr-2" />
  </div>
);
