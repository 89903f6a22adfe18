import type { Route } from 'next';
import { failureWords, INSTEAD_OF_STEPS, tookMs } from '#components/history/row-words.ts';
import { RunSizeWords } from '#components/history/run-cells.tsx';
import { laterWords } from '#components/migrations/later-words.ts';
import { Status } from '#components/migrations/status.tsx';
import { Tape } from '#components/migrations/tape.tsx';
import { IconButton } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Cell, SecondLine } from '#components/ui/table.tsx';
import { Duration, Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { RunView } from '#lib/migrations/views.ts';

interface PairRunRowProps {
  readonly run: RunView;
  readonly clock: Clock;
  /** Whether the result below it is shown, and what turns that; absent where there is none yet. */
  readonly result?: { readonly open: boolean; readonly onToggle: () => void } | undefined;
}

/** One run of a pair: number, what became of it and why it was asked for, steps, size and time taken, when and by whom. */
export function PairRunRow({ run, clock, result }: PairRunRowProps) {
  const words = failureWords(run);
  return (
    <tr>
      <Cell card="name" className="min-w-0">
        <Link href={`/migrations/${run.id}` as Route} className="row-link font-medium">
          #{run.number}, {run.kind}
        </Link>
      </Cell>
      <Cell card="status" wrap>
        <Status run={run} now={clock.now} {...(words && { words })} />
        {run.later && (
          <SecondLine>
            <span className="block pl-[22px]">{laterWords(run.later)}</span>
          </SecondLine>
        )}
        {run.why && (
          <SecondLine>
            <bdi dir="auto" className="block pl-[22px] [overflow-wrap:anywhere]">
              {run.why}
            </bdi>
          </SecondLine>
        )}
      </Cell>
      <Cell card="tape" least>
        {run.kind === 'copy' ? (
          <Tape run={run} now={clock.now} />
        ) : (
          <span className="text-caption text-ink-3">{INSTEAD_OF_STEPS[run.kind]}</span>
        )}
      </Cell>
      <Cell card="number" end>
        <RunSizeWords run={run} />
        <SecondLine>
          <Duration ms={tookMs(run, clock.now)} />
        </SecondLine>
      </Cell>
      <Cell card="when">
        <Time at={run.requestedAt} clock={clock} />
        <SecondLine>
          <bdi dir="auto" className="block max-w-32 truncate" title={run.requestedBy}>
            {run.requestedBy}
          </bdi>
        </SecondLine>
      </Cell>
      <Cell card="menu" end className="row-action">
        {result && (
          <IconButton
            icon={result.open ? 'chevronUp' : 'chevronDown'}
            label={`${result.open ? 'Hide' : 'Show'} the result of run ${run.number}, ${run.oldUser} to ${run.newUser}`}
            aria-expanded={result.open}
            className="button-row"
            onClick={result.onToggle}
          />
        )}
      </Cell>
    </tr>
  );
}
