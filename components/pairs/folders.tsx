import type { Scope } from '#components/layout/scope.ts';
import { DiscardButton, ResumeButton } from '#components/migrations/partial-copy.tsx';
import { RunLink } from '#components/migrations/run-link.tsx';
import type { FollowUps } from '#components/migrations/use-follow-up.ts';
import { Icon } from '#components/ui/icon.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { LaterRunView } from '#lib/migrations/evidence-views.ts';
import type { FolderState } from '#lib/migrations/states.ts';
import type { PairView } from '#lib/migrations/views.ts';

interface Look {
  readonly label: string;
  readonly mark: string;
}
const STATES: Readonly<Record<FolderState, Look>> = {
  complete: { label: 'Complete', mark: 'text-ink-3' },
  partial: { label: 'Partial', mark: 'text-attention' },
  unknown: { label: 'Not known', mark: 'text-unknown' },
  none: { label: 'Gone', mark: 'text-ink-3' },
};
const LATER: Readonly<Record<LaterRunView['what'], Look>> = {
  resuming: { label: 'Partial', mark: 'text-ink-3' },
  superseded: { label: 'Passed on', mark: 'text-ink-3' },
  discarding: { label: 'Partial', mark: 'text-ink-3' },
  discarded: { label: 'Removed', mark: 'text-ink-3' },
};
const SINCE: Readonly<Record<LaterRunView['what'], string>> = {
  resuming: 'Being resumed by',
  superseded: 'It went on in',
  discarding: 'Being removed by',
  discarded: 'Removed by',
};

interface FoldersProps {
  readonly pair: Pick<PairView, 'folders' | 'oldUser' | 'newUser'>;
  readonly clock: Clock;
  readonly scope: Scope;
  readonly mayRun: boolean;
  readonly mayClean: boolean;
  readonly followUps: FollowUps;
}

const lookOf = (state: FolderState, later: LaterRunView | null): Look => (later ? LATER[later.what] : STATES[state]);

/** Copies that runs have made, with what became of them, as far as the runs told. */
export function Folders({ pair, clock, scope, mayRun, mayClean, followUps }: FoldersProps) {
  const { folders, oldUser, newUser } = pair;
  const next = folders.find(({ open }) => open)?.runId;
  return (
    <Panel title="Folders on disk" as="aside" label="Folders on disk">
      {folders.length === 0 ? (
        <p className="px-inset py-4 text-row text-ink-2">No run has left a folder in either home.</p>
      ) : (
        <ul>
          {folders.map(({ name, home, state, bytes, files, runId, runNumber, at, later, open }) => (
            <li
              key={runId}
              className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t border-line px-inset py-2.5 first:border-t-0"
            >
              <Icon name="folder" className={`mt-0.5 ${lookOf(state, later).mark}`} />
              <div className="text-row [overflow-wrap:anywhere]">
                <bdi className="mono">{name}</bdi>
                <div className="text-caption text-ink-2">
                  <span className="font-medium">{lookOf(state, later).label}</span>, <Size bytes={bytes} />, in{' '}
                  <bdi dir="auto">{home}</bdi>, <RunLink id={runId} number={runNumber} />, as last seen{' '}
                  <Time at={at} clock={clock} />.
                  {later && (
                    <>
                      {' '}
                      {SINCE[later.what]} <RunLink {...later} />.
                    </>
                  )}
                </div>
                {open && (mayRun || mayClean) && (
                  <div className="mt-2 flex flex-wrap gap-2">
                    {mayRun && (
                      <ResumeButton
                        runId={runId}
                        resume={followUps.resume}
                        variant={runId === next ? 'primary' : 'secondary'}
                        size="small"
                      />
                    )}
                    {mayClean && (
                      <DiscardButton
                        copy={{
                          ...{ runId, folder: name, bytes, files },
                          ...{ oldUser: home === newUser ? oldUser : newUser, newUser: home },
                        }}
                        scope={scope}
                        discard={followUps.discard}
                      />
                    )}
                  </div>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
