import { ActionsHeadCell, HeadCell, Table } from '#components/ui/table.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { LeftoverView } from '#lib/migrations/views.ts';
import { LeftoverRow } from './leftover-row.tsx';
import { canGo } from './leftover-words.ts';

interface LeftoverTableProps {
  readonly leftovers: readonly LeftoverView[];
  readonly selected: readonly LeftoverView[];
  readonly clock: Clock;
  readonly stale: boolean;
  readonly mayClean: boolean;
  readonly onSelect: (leftovers: readonly LeftoverView[], on: boolean) => void;
  readonly onRemove: (leftover: LeftoverView) => void;
}

/** The pods left behind as rows; boxes and buttons only for who may remove. */
export function LeftoverTable(props: LeftoverTableProps) {
  const { leftovers, selected, clock, stale, mayClean, onSelect, onRemove } = props;
  const removable = leftovers.filter(canGo);
  return (
    <Table label="Cluster leftovers" stale={stale}>
      <thead>
        <tr>
          {mayClean && (
            <HeadCell>
              <SelectAll
                all={selected.length === removable.length && removable.length > 0}
                some={selected.length > 0}
                onChange={(on) => onSelect(removable, on)}
              />
            </HeadCell>
          )}
          <HeadCell>Pair and pod</HeadCell>
          <HeadCell>Phase</HeadCell>
          <HeadCell end>Age</HeadCell>
          <HeadCell>Why it is still here</HeadCell>
          {mayClean && <ActionsHeadCell />}
        </tr>
      </thead>
      <tbody>
        {leftovers.map((leftover) => (
          <LeftoverRow
            key={leftover.uid}
            leftover={leftover}
            clock={clock}
            mayClean={mayClean}
            selected={selected.some(({ uid }) => uid === leftover.uid)}
            onSelect={(on) => onSelect([leftover], on)}
            onRemove={() => onRemove(leftover)}
          />
        ))}
      </tbody>
    </Table>
  );
}

interface SelectAllProps {
  readonly all: boolean;
  readonly some: boolean;
  readonly onChange: (on: boolean) => void;
}

function SelectAll({ all, some, onChange }: SelectAllProps) {
  return (
    <input
      type="checkbox"
      className="checkbox"
      aria-label="Select every pod that can be removed"
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = some && !all;
      }}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
