import { sizeOfRun } from '#components/history/row-words.ts';
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

function HowMuch({ run }: { readonly run: RunView }) {
  const { kind, startedAt, endedAt } = run;
  const took = elapsedMs(startedAt, endedAt);
  const size = sizeOfRun(run);
  const bytes = size.kind === 'whole' ? size.bytes : size.kind === 'part' ? size.done : 0;
  if (kind !== 'copy' || (bytes === 0 && size.kind !== 'whole')) return null;
  return (
    <>
      , <Size bytes={bytes} />
      {took !== null && (
        <>
          {' in '}
          <Duration ms={took} />
        </>
      )}
    </>
  );
}
