import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { formatExactSize, splitSize } from '#lib/format/size.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { Destination } from './destination.tsx';
import { Fact } from './fact.tsx';
import { receiptFacts } from './receipt-facts.ts';

/** What a finished copy moved, how long that took, whose it is now and how sure that is. Nothing in it moves any more. */
export function ReceiptCard({ run }: { readonly run: RunDetailView }) {
  const bytes = run.result?.bytes ?? run.progress?.bytesDone ?? null;
  if (bytes === null) return null;
  const { value, unit } = splitSize(bytes);
  const { numbers, facts } = receiptFacts(run);
  return (
    <Panel label="Receipt" className="progress-card">
      <div>
        <p className="text-figure" title={formatExactSize(bytes)}>
          {value}
          <span className="unit text-[0.62em] font-medium tracking-[-0.01em]">{unit} copied</span>
        </p>
        <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-3 max-phone:grid max-phone:grid-cols-2">
          {numbers.map((fact) => (
            <Fact key={fact.label} label={fact.label}>
              {fact.value}
            </Fact>
          ))}
          {run.result?.room && (
            <Fact label="Left free in the new home">
              <Size bytes={run.result.room.bytesFree} />
            </Fact>
          )}
        </dl>
        <dl className="mt-4 grid grid-cols-[132px_minmax(0,1fr)] gap-x-3 gap-y-1 text-row max-phone:grid-cols-[92px_minmax(0,1fr)]">
          {facts.map(({ label, value: words }) => (
            <div key={label} className="contents">
              <dt className="text-ink-3">{label}</dt>
              <dd className="wrap-anywhere">{words}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Destination run={run} />
    </Panel>
  );
}
