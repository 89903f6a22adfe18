import { Status } from '#components/migrations/status.tsx';
import { Tape } from '#components/migrations/tape.tsx';
import { Size, SizeOf } from '#components/ui/number-with-unit.tsx';
import { Cell } from '#components/ui/table.tsx';
import { Duration, Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { failureWords, KIND_WORDS, sizeOfRun, tookMs } from './row-words.ts';

interface RunCellsProps {
  readonly run: RunView;
  readonly clock: Clock;
}

/** The cells that every list of runs has: status, steps, size, duration, request, operator. */
export function RunCells({ run, clock }: RunCellsProps) {
  const words = failureWords(run);
  return (
    <>
      <Cell card="status">
        <Status run={run} now={clock.now} {...(words && { words })} />
      </Cell>
      <Cell card="tape" least>
        {run.kind === 'copy' ? (
          <Tape run={run} now={clock.now} />
        ) : (
          <span className="text-caption text-ink-3">{KIND_WORDS[run.kind]}</span>
        )}
      </Cell>
      <Cell card="number" end>
        <RunSizeWords run={run} />
      </Cell>
      <Cell card="hidden" end>
        <Duration ms={tookMs(run, clock.now)} />
      </Cell>
      <Cell card="hidden" least>
        <bdi dir="auto" className="block max-w-32 truncate" title={run.requestedBy}>
          {run.requestedBy}
        </bdi>
      </Cell>
      <Cell card="when">
        <Time at={run.requestedAt} clock={clock} />
      </Cell>
    </>
  );
}

/** How much was copied, and of how much. */
export function RunSizeWords({ run }: { readonly run: RunView }) {
  const size = sizeOfRun(run);
  switch (size.kind) {
    case 'whole':
      return <Size bytes={size.bytes} />;
    case 'part':
      return <SizeOf done={size.done} total={size.total} />;
    case 'nothing':
      return <span className="text-ink-3">nothing copied</span>;
    case 'not-known':
      return (
        <span className="text-ink-3">
          <span className="menu:hidden">size </span>not known
        </span>
      );
  }
}
