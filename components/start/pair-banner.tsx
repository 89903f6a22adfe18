import type { Route } from 'next';
import type { ReactNode } from 'react';
import type { FollowUp } from '#components/migrations/use-follow-up.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { latePart } from '#components/ui/late-part.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import { factsOf } from '#lib/migrations/outcomes.ts';
import { isOutcome, isSuccess, STATUS } from '#lib/migrations/states.ts';
import type { PairContextView, RunView } from '#lib/migrations/views.ts';

const OtherPairs = latePart(() => import('./other-pairs.tsx').then((module) => module.OtherPairs));
const ResumeInstead = latePart(() => import('./resume-instead.tsx').then((module) => module.ResumeInstead));

interface PairBannerProps {
  readonly context: PairContextView;
  readonly clock: Clock;
  readonly resume: FollowUp;
}

/** What happened to this pair before, as far as it matters for starting it once more. Nothing where nothing did. */
export function PairBanner({ context, clock, resume }: PairBannerProps) {
  const { reverseRuns, conflict, inTheWay } = context;
  return (
    <div className="mt-4 grid gap-2 empty:hidden" role="status">
      {conflict !== null && (
        <Alert grade="error" title="This migration cannot start now." {...openAction(inTheWay)}>
          {conflict}
        </Alert>
      )}
      {conflict === null && <Earlier {...{ context, clock, resume }} />}
      <Reverse runs={reverseRuns} clock={clock} />
      {conflict === null && context.others.length > 0 && <OtherPairs context={context} clock={clock} />}
    </div>
  );
}

function Earlier({ context: { runs, partial }, clock, resume }: PairBannerProps) {
  const copies = newestFirst(runs.filter(({ kind }) => kind === 'copy'));
  const open = copies.find(({ id }) => id === partial?.runId);
  const isSure = open?.folderState === 'partial';
  const finished = copies.find(({ status }) => isSuccess(status));
  const last = copies[0];
  return (
    <>
      {open && (
        <Alert
          title={`Run #${open.number} ${isSure ? 'left' : 'may have left'} a partial copy.`}
          {...openAction(open, partial?.mayResume && <ResumeInstead key={open.id} runId={open.id} resume={resume} />)}
        >
          {endWords(open)} <Time at={open.endedAt} clock={clock} />. A new run would begin anew{isSure && ' beside it'}.
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

const openAction = (run: Pick<RunView, 'id' | 'number'> | null, beside?: ReactNode): { readonly action?: ReactNode } =>
  run
    ? {
        action: (
          <div className="flex flex-wrap items-center gap-1.5">
            <ButtonLink size="small" href={`/migrations/${run.id}` as Route}>
              View run #{run.number}
            </ButtonLink>
            {beside}
          </div>
        ),
      }
    : {};
