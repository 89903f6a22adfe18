import type { Route } from 'next';
import { failureWords } from '#components/history/row-words.ts';
import { RunSizeWords } from '#components/history/run-cells.tsx';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { Status, StatusChip } from '#components/migrations/status.tsx';
import { Tape } from '#components/migrations/tape.tsx';
import { Link } from '#components/ui/link.tsx';
import { Cell, SecondLine } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { BatchRowState, BatchRowView } from '#lib/migrations/batch-views.ts';
import type { Family } from '#lib/migrations/states.ts';
import { ownWords } from './copy-words.ts';

interface BatchRowProps {
  readonly row: BatchRowView;
  readonly clock: Clock;
  /** Whether any row of the table has something to say. */
  readonly withWords: boolean;
}

/** A row without a run, or whose run is on no record any more. */
const LOOKS: Readonly<Record<BatchRowState, { readonly family: Family; readonly words: string }>> = {
  waiting: { family: 'waiting', words: 'Waiting' },
  refused: { family: 'failed', words: 'Refused' },
  left: { family: 'stopped', words: 'Not started' },
  started: { family: 'lost', words: 'No record' },
};

/** One row of a batch: its run, or why it has none. */
export function BatchRow({ row, clock, withWords }: BatchRowProps) {
  const { run, line, attempt } = row;
  const pair = <PairLabel oldUser={row.oldUser || '(nobody)'} newUser={row.newUser || '(nobody)'} />;
  const own = ownWords(row);
  const failure = run ? failureWords(run) : undefined;
  return (
    <tr>
      <Cell card="hidden" end className="text-ink-3">
        {line}
      </Cell>
      <Cell card="name" wrap>
        {run ? (
          <Link href={`/migrations/${run.id}` as Route} className="row-link">
            {pair}
            <span className="sr-only">, run</span> <span className="ml-1.5 text-ink-3">#{run.number}</span>
          </Link>
        ) : (
          pair
        )}
        {own && <SecondLine>{own}</SecondLine>}
        {attempt > 1 && <span className="ml-1.5 text-caption text-ink-3">attempt {attempt}</span>}
      </Cell>
      <Cell card="status">
        {run ? (
          <Status run={run} now={clock.now} {...(failure && { words: failure })} />
        ) : (
          <StatusChip {...LOOKS[row.state]} />
        )}
      </Cell>
      <Cell card="tape">{run && <Tape run={run} now={clock.now} />}</Cell>
      <Cell card={run ? 'number' : 'hidden'} end>
        {run && <RunSizeWords run={run} />}
      </Cell>
      <Cell card={run?.endedAt ? 'when' : 'hidden'}>{run?.endedAt && <Time at={run.endedAt} clock={clock} />}</Cell>
      {withWords && (
        <Cell card={wordsOf(row) === null ? 'hidden' : 'text'} wrap className="menu:w-[30%]">
          <span dir="auto" className="block text-caption text-ink-2 wrap-anywhere">
            {wordsOf(row)}
          </span>
        </Cell>
      )}
    </tr>
  );
}

/** Why it has no run, or what its run waits for. */
export const wordsOf = ({ words, run, state }: BatchRowView): string | null => {
  if (run) return run.reason?.sentence ?? null;
  return state === 'left' ? 'The batch was stopped before its turn.' : words;
};
