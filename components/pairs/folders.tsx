import type { Route } from 'next';
import Link from 'next/link';
import { Icon } from '#components/ui/icon.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { FolderState } from '#lib/migrations/states.ts';
import type { PairView } from '#lib/migrations/views.ts';

const STATES: Readonly<Record<FolderState, { readonly label: string; readonly mark: string }>> = {
  complete: { label: 'Complete', mark: 'text-ink-3' },
  partial: { label: 'Partial', mark: 'text-attention' },
  unknown: { label: 'Not known', mark: 'text-unknown' },
  none: { label: 'Gone', mark: 'text-ink-3' },
};

interface FoldersProps {
  readonly pair: Pick<PairView, 'folders' | 'newUser'>;
  readonly clock: Clock;
}

/** Copies of the old home that runs have left in the new one, as far as the runs told. */
export function Folders({ pair: { folders, newUser }, clock }: FoldersProps) {
  return (
    <Panel title="Folders on disk" as="aside" label="Folders on disk">
      {folders.length === 0 ? (
        <p className="px-inset py-4 text-row text-ink-2">No run has left a folder in the new home.</p>
      ) : (
        <ul>
          {folders.map(({ name, state, bytes, runId, runNumber, at }) => (
            <li
              key={runId}
              className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t border-line px-inset py-2.5 first:border-t-0"
            >
              <Icon name="folder" className={`mt-0.5 ${STATES[state].mark}`} />
              <div className="text-row [overflow-wrap:anywhere]">
                <bdi className="mono">{name}</bdi>
                <div className="text-caption text-ink-2">
                  {STATES[state].label}, <Size bytes={bytes} />, in <bdi dir="auto">{newUser}</bdi>,{' '}
                  <Link href={`/migrations/${runId}` as Route} className="link">
                    run #{runNumber}
                  </Link>
                  , as of <Time at={at} clock={clock} />
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
