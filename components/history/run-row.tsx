import type { Route } from 'next';
import Link from 'next/link';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { IconButton } from '#components/ui/button.tsx';
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
  readonly may: { readonly run: boolean };
  readonly selected: boolean;
  readonly onSelect: (on: boolean) => void;
  readonly onStop: () => void;
  /** Where rows are pairs: whether the earlier runs are shown, and what turns that. */
  readonly group?: { readonly open: boolean; readonly onToggle: () => void };
}

/** One run, or the last one of a pair with what shows the others. */
export function RunRow({ run, columns, clock, may, selected, onSelect, onStop, group }: RunRowProps) {
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
          onChange={(event) => onSelect(event.target.checked)}
        />
      </Cell>
      <Cell card="name" wrap>
        <span className="flex items-center">
          {group && <Toggle run={run} {...group} />}
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
        <RunMenu run={run} mayRun={may.run} onStop={onStop} />
      </Cell>
    </tr>
  );
}

interface ToggleProps {
  readonly run: RunView;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** The first run of a pair has no earlier ones; its name stands where the others' do. */
function Toggle({ run: { number, oldUser, newUser }, open, onToggle }: ToggleProps) {
  return (
    <span className="row-action mr-1 inline-grid size-7 flex-none place-items-center max-phone:size-10 max-phone:-ml-2.5">
      {number > 1 && (
        <IconButton
          icon={open ? 'chevronDown' : 'chevronRight'}
          label={`${open ? 'Hide' : 'Show'} earlier runs of ${oldUser} to ${newUser}`}
          aria-expanded={open}
          className="button-row"
          onClick={onToggle}
        />
      )}
    </span>
  );
}
