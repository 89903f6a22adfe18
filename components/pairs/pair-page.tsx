import type { ReactNode } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import type { FollowUps } from '#components/migrations/use-follow-up.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHead, Panel } from '#components/ui/panel.tsx';
import { type Clock, formatZone } from '#lib/format/time.ts';
import type { CompareView } from '#lib/migrations/pair-views.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { PairView } from '#lib/migrations/views.ts';
import { type Check, CheckButton } from './check-button.tsx';
import { type Chosen, CompareRuns } from './compare-runs.tsx';
import { ExitedPods } from './exited-pods.tsx';
import { Folders } from './folders.tsx';
import { Lineage } from './lineage.tsx';
import { pairHref, startHref } from './pair-href.ts';
import { type AddNote, PairNotes } from './pair-notes.tsx';
import { PairRuns } from './pair-runs.tsx';
import { WatchPair } from './watch-pair.tsx';

interface PairPageProps {
  readonly pair: PairView;
  readonly clock: Clock;
  readonly scope: Scope;
  readonly mayRun: boolean;
  readonly mayClean: boolean;
  readonly check: Check;
  readonly addNote: AddNote;
  /** The two runs that the address wants compared, and the comparison. */
  readonly chosen: Chosen | null;
  readonly compared: CompareView | null;
  readonly followUps: FollowUps;
}

/** Everything that is known of one pair. */
export function PairPage(props: PairPageProps) {
  const { pair, clock, scope, mayRun, mayClean, check, addNote, chosen, compared, followUps } = props;
  const { oldUser, newUser, runs, reverseRuns, folders } = pair;
  const isNew = runs.length + reverseRuns.length === 0;
  const isBusy = [...runs, ...reverseRuns].some(({ kind, status }) => kind !== 'check' && !isOutcome(status));
  return (
    <>
      <PageHead
        title={<PairLabel oldUser={oldUser} newUser={newUser} size="title" linked />}
        actions={
          <>
            {reverseRuns.length > 0 && <ButtonLink href={pairHref(newUser, oldUser)}>The other way</ButtonLink>}
            {mayRun && <CheckButton oldUser={oldUser} newUser={newUser} check={check} />}
            {mayRun && runs.length > 0 && !isBusy && (
              <ButtonLink
                variant={folders.some(({ open }) => open) ? 'secondary' : 'primary'}
                icon="again"
                href={startHref(oldUser, newUser)}
              >
                Run again
              </ButtonLink>
            )}
          </>
        }
      >
        {countWords(pair)} Times in {formatZone(clock)}.
      </PageHead>
      <Lineage pair={pair} clock={clock} />
      <div className="grid items-start gap-6 split:grid-cols-[minmax(0,1fr)_320px]">
        {isNew ? (
          <NeverRun pair={pair} mayRun={mayRun}>
            <WatchPair oldUser={oldUser} newUser={newUser} runs={runs} reverseRuns={reverseRuns} />
          </NeverRun>
        ) : (
          <div className="grid min-w-0 gap-6">
            <PairRuns pair={pair} clock={clock} />
            <CompareRuns pair={pair} chosen={chosen} compared={compared} clock={clock} />
            <ExitedPods pods={pair.exitedPods} clock={clock} />
          </div>
        )}
        <div className="grid min-w-0 gap-6">
          <Folders pair={pair} clock={clock} scope={scope} mayRun={mayRun} mayClean={mayClean} followUps={followUps} />
          <PairNotes
            oldUser={oldUser}
            newUser={newUser}
            notes={pair.notes}
            clock={clock}
            mayAdd={mayRun}
            add={addNote}
          />
        </div>
      </div>
    </>
  );
}

interface NeverRunProps extends Pick<PairPageProps, 'pair' | 'mayRun'> {
  readonly children: ReactNode;
}

function NeverRun({ pair: { oldUser, newUser }, mayRun, children }: NeverRunProps) {
  return (
    <Panel label="Runs">
      {children}
      <Empty
        title="This pair has never been migrated"
        action={
          mayRun && (
            <ButtonLink variant="primary" icon="plus" href={startHref(oldUser, newUser)}>
              Start migration
            </ButtonLink>
          )
        }
      >
        No run has copied files from <bdi dir="auto">{oldUser}</bdi> to <bdi dir="auto">{newUser}</bdi>.
      </Empty>
    </Panel>
  );
}

function countWords({ runs, reverseRuns }: PairView): string {
  const reverse = reverseRuns.length;
  const there = runs.length === 0 ? 'No run' : runs.length === 1 ? '1 run' : `${runs.length} runs`;
  return `${there} this way, ${reverse === 0 ? 'none' : reverse} the other way.`;
}
