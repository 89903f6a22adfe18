import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Duration, Time } from '#components/ui/time.tsx';
import { elapsedMs } from '#lib/format/duration.ts';
import type { Clock } from '#lib/format/time.ts';
import { STATUS } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { headlineOf } from './attention.ts';
import { RunLine } from './run-line.tsx';

interface RecentPanelProps {
  readonly runs: readonly RunView[];
  readonly clock: Clock;
}

/** What ended last and needs nobody. */
export function RecentPanel({ runs, clock }: RecentPanelProps) {
  return (
    <Panel title="Recently ended" label="Recently ended" as="aside">
      {runs.length === 0 ? (
        <p className="px-inset py-4 text-row text-ink-2">No run has ended but those that need attention.</p>
      ) : (
        <ul>
          {runs.map((run) => (
            <RunLine key={run.id} run={run} family={STATUS[run.status].family}>
              {headlineOf(run)}
              {run.status === 'cancelled' && run.stopRequestedBy && (
                <>
                  {' by '}
                  <bdi dir="auto">{run.stopRequestedBy}</bdi>
                </>
              )}
              , <Time at={run.endedAt} clock={clock} />
              <HowMuch run={run} />
            </RunLine>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function HowMuch({ run: { kind, progress, startedAt, endedAt } }: { readonly run: RunView }) {
  const took = elapsedMs(startedAt, endedAt);
  if (kind !== 'copy' || !progress || progress.bytesDone === 0) return null;
  return (
    <>
      , <Size bytes={progress.bytesDone} />
      {took !== null && (
        <>
          {' in '}
          <Duration ms={took} />
        </>
      )}
    </>
  );
}
