import type { Route } from 'next';
import { memo } from 'react';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { IconButton } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Cell } from '#components/ui/table.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { Column } from './columns.ts';
import { RunCells, runWords } from './run-cells.tsx';
import { RunMenu } from './run-menu.tsx';

interface RunRowProps {
  readonly run: RunView;
  readonly columns: readonly Column[];
  readonly clock: Clock;
  readonly mayRun: boolean;
  readonly selected: boolean;
  readonly onSelect: (runs: readonly RunView[], on: boolean) => void;
  readonly onStop: (run: RunView) => void;
  /** Where rows are pairs: whether the earlier runs are shown, and what turns that. */
  readonly open?: boolean;
  readonly onToggle?: (id: string) => void;
}

/**
 * One run, or the last one of a pair with what shows the others. Drawn anew only when something of its own has changed: a
 * page has many.
 */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, columns, clock, mayRun, selected, onSelect, onStop, open = false, onToggle } = props;
  const { id, oldUser, newUser } = run;
  const words = `${oldUser} to ${newUser}, run ${run.number}`;
  return (
    <tr {...(selected && { 'aria-selected': true })}>
      <Cell card="pick" className="row-action w-8">
        <input
          type="checkbox"
          className="checkbox"
          aria-label={`Select ${words}`}
          checked={selected}
          onChange={(event) => onSelect([run], event.target.checked)}
        />
      </Cell>
      <Cell card="name" wrap>
        <span className="flex items-center">
          {onToggle && <Toggle run={run} open={open} onToggle={onToggle} />}
          <Link href={`/migrations/${id}` as Route} className="row-link min-w-0">
            <PairLabel oldUser={oldUser} newUser={newUser} />
            <span className="sr-only">, run</span>{' '}
            <span className={`ml-1.5 text-ink-2 ${columns.includes('run') ? 'menu:sr-only' : ''}`}>
              {runWords(run)}
            </span>
          </Link>
        </span>
      </Cell>
      <RunCells run={run} columns={columns} clock={clock} />
      <Cell card="menu" end className="row-action">
        <RunMenu run={run} mayRun={mayRun} onStop={onStop} />
      </Cell>
    </tr>
  );
});

interface ToggleProps {
  readonly run: RunView;
  readonly open: boolean;
  readonly onToggle: (id: string) => void;
}

/** The first run of a pair has no earlier ones; its name stands where the others' do. */
function Toggle({ run: { id, number, oldUser, newUser }, open, onToggle }: ToggleProps) {
  return (
    <span className="row-action mr-1 inline-grid size-7 flex-none place-items-center max-phone:size-10 max-phone:-ml-2.5">
      {number > 1 && (
        <IconButton
          icon={open ? 'chevronDown' : 'chevronRight'}
          label={`${open ? 'Hide' : 'Show'} earlier runs of ${oldUser} to ${newUser}`}
          aria-expanded={open}
          className="button-row"
          onClick={() => onToggle(id)}
        />
      )}
    </span>
  );
}
