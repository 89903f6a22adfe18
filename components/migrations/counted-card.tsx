import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { elapsedMs, formatDuration } from '#lib/format/duration.ts';
import { groupDigits } from '#lib/format/size.ts';
import type { ProgressView, RunDetailView } from '#lib/migrations/views.ts';
import { Fact } from './fact.tsx';
import { statusLabel } from './status-look.ts';

interface CountedCardProps {
  readonly run: Pick<RunDetailView, 'kind' | 'status' | 'startsAt'>;
  readonly progress: ProgressView;
  readonly now: string;
}

/** What a check has seen, or a discard removed, so far: of how much is not known, so that there is no percentage, nor a rate. */
export function CountedCard({ run, progress, now }: CountedCardProps) {
  const { filesDone, filesTotal, bytesTotal, at } = progress;
  const quiet = elapsedMs(at, now);
  return (
    <Panel label="Progress" className="px-inset py-4">
      {/* Without a value it says that work goes on, and not how far. */}
      {run.status !== 'unknown' && <progress className="bar mb-4" aria-label={statusLabel(run)} />}
      <dl className="flex flex-wrap gap-x-8 gap-y-3 max-phone:grid max-phone:grid-cols-2">
        {run.kind === 'discard' ? (
          <Fact label="Entries removed so far">{groupDigits(filesDone)}</Fact>
        ) : (
          <>
            <Fact label="Files seen so far">{groupDigits(filesTotal)}</Fact>
            <Fact label="Their size">
              <Size bytes={bytesTotal} />
            </Fact>
          </>
        )}
        {quiet !== null && <Fact label="Last change">{formatDuration(quiet)} ago</Fact>}
      </dl>
    </Panel>
  );
}
