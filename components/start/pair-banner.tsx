import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import { factsOf } from '#lib/migrations/outcomes.ts';
import { isOutcome, STATUS } from '#lib/migrations/states.ts';
import type { PairContextView, RunView } from '#lib/migrations/views.ts';

interface PairBannerProps {
  readonly context: PairContextView;
  readonly clock: Clock;
}

/** What happened to this pair before, as far as it matters for starting it once more. Nothing where nothing did. */
export function PairBanner({ context, clock }: PairBannerProps) {
  const { runs, reverseRuns, conflict } = context;
  const inTheWay = [...runs, ...reverseRuns].find(({ kind, status }) => kind !== 'check' && !isOutcome(status));
  return (
    <div className="mt-4 grid gap-2 empty:hidden" role="status">
      {conflict !== null && (
        <Alert grade="error" title="This migration cannot start now." {...openAction(inTheWay)}>
          {conflict}
        </Alert>
      )}
      {conflict === null && <Earlier runs={runs} clock={clock} />}
      <Reverse runs={reverseRuns} clock={clock} />
    </div>
  );
}

function Earlier({ runs, clock }: { readonly runs: readonly RunView[]; readonly clock: Clock }) {
  const copies = newestFirst(runs.filter(({ kind }) => kind === 'copy'));
  const finished = copies.find(({ status }) => status === 'succeeded' || status === 'succeeded_with_notes');
  if (finished) {
    return (
      <Alert title="This pair already has a finished copy." {...openAction(finished)}>
        <Size bytes={finished.progress?.bytesTotal ?? null} /> from <Time at={finished.endedAt} clock={clock} />, run #
        {finished.number}. Running again makes a second copy beside it.
      </Alert>
    );
  }
  const last = copies[0];
  if (!last || !isOutcome(last.status)) return null;
  const how = factsOf(last.code ?? '')?.headline ?? STATUS[last.status].label;
  return (
    <Alert title="This pair was tried before." {...openAction(last)}>
      Run #{last.number} ended <Time at={last.endedAt} clock={clock} />: {how}.
      {last.folderState === 'partial' &&
        last.later === null &&
        ' Its partial copy can be resumed, from the run’s page.'}
    </Alert>
  );
}

function Reverse({ runs, clock }: { readonly runs: readonly RunView[]; readonly clock: Clock }) {
  const copies = newestFirst(runs.filter(({ kind }) => kind === 'copy'));
  const [last] = copies;
  if (!last || !isOutcome(last.status)) return null;
  return (
    <Alert
      title={`The other way was run ${copies.length === 1 ? 'once' : `${copies.length} times`}.`}
      {...openAction(last)}
    >
      Last <Time at={last.requestedAt} clock={clock} />, {STATUS[last.status].label.toLowerCase()}. Make sure which
      account is the old one.
    </Alert>
  );
}

const newestFirst = (runs: readonly RunView[]): readonly RunView[] =>
  [...runs].sort((a, b) => b.requestedAt.localeCompare(a.requestedAt));

const openAction = (run: RunView | undefined): { readonly action?: ReactNode } =>
  run
    ? {
        action: (
          <ButtonLink size="small" href={`/migrations/${run.id}` as Route}>
            View run #{run.number}
          </ButtonLink>
        ),
      }
    : {};
