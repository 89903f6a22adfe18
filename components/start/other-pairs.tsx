import { RunLink } from '#components/migrations/run-link.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import { STATUS } from '#lib/migrations/states.ts';
import type { PairContextView } from '#lib/migrations/views.ts';

interface OtherPairsProps {
  readonly context: Pick<PairContextView, 'newUser' | 'others' | 'hasMoreOthers'>;
  readonly clock: Clock;
}

/** Other pairs that either account is in, such as the next link of a chain. */
export function OtherPairs({ context: { newUser, others, hasMoreOthers }, clock }: OtherPairsProps) {
  return (
    <Alert title="These accounts are in other migrations.">
      <ul>
        {others.map(({ oldUser, newUser: next, runId, runNumber, status, at }) => (
          <li key={runId} className="[overflow-wrap:anywhere]">
            <bdi>{oldUser}</bdi> to <bdi>{next}</bdi>: <RunLink id={runId} number={runNumber} />,{' '}
            {STATUS[status].label.toLowerCase()}, <Time at={at} clock={clock} />.
            {oldUser === newUser && status.startsWith('succeeded') && ' What comes now is not in that copy.'}
          </li>
        ))}
      </ul>
      {hasMoreOthers && 'There are more.'}
    </Alert>
  );
}
