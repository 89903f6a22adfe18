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
  const open = copies.find(({ status, folderState, later }) => {
    return isOutcome(status) && folderState === 'partial' && later === null;
  });
  const finished = copies.find(({ status }) => status === 'succeeded' || status === 'succeeded_with_notes');
  const last = copies[0];
  return (
    <>
      {open && (
        <Alert title={`Run #${open.number} left a partial copy.`} {...openAction(open)}>
          {endWords(open)} <Time at={open.endedAt} clock={clock} />. Its partial copy is still there; a new run would
          begin anew beside it.
        </Alert>
      )}
      {finished && (
        <Alert title="This pair already has a finished copy." {...openAction(finished)}>
          <Size bytes={finished.progress?.bytesTotal ?? null} /> from <Time at={finished.endedAt} clock={clock} />, run
          #{finished.number}. Running again makes a second copy beside it.
        </Alert>
      )}
      {!open && !finished && last && isOutcome(last.status) && (
        <Alert title="This pair was tried before." {...openAction(last)}>
          Run #{last.number}: {endWords(last)} <Time at={last.endedAt} clock={clock} />.
        </Alert>
      )}
    </>
  );
}

const endWords = ({ code, status }: RunView): string => factsOf(code ?? '')?.headline ?? STATUS[status].label;

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
