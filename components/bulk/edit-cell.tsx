import { type KeyboardEvent, useState } from 'react';
import { Select } from '#components/ui/select.tsx';
import { readRowOptions } from '#lib/migrations/bulk-options.ts';
import { type BulkColumn, CELL_LENGTHS } from '#lib/migrations/bulk-views.ts';

interface EditCellProps {
  /** What it is and of which line, for who does not see the head. */
  readonly label: string;
  readonly column: BulkColumn;
  readonly value: string;
  readonly invalid: boolean;
  readonly onEdit: (text: string) => void;
}

const MODES: readonly (readonly [value: string, words: string])[] = [
  ['', 'as all'],
  ['sizes', 'sizes'],
  ['checksums', 'checksums'],
  ['none', 'nothing'],
];

/** How a row is compared, to choose; what its list has and nobody understands is there too. */
export function ModeCell({ label, value: written, invalid, onEdit }: Omit<EditCellProps, 'column'>) {
  const value = readRowOptions({ excludes: '', verify: written }).options.verify ?? written;
  const isKnown = MODES.some(([mode]) => mode === value);
  return (
    <Select
      small
      className="w-full"
      aria-label={label}
      {...(invalid && { 'aria-invalid': true })}
      value={value}
      onChange={(event) => onEdit(event.target.value)}
    >
      {!isKnown && <option value={value}>{value}</option>}
      {MODES.map(([mode, words]) => (
        <option key={mode} value={mode}>
          {words}
        </option>
      ))}
    </Select>
  );
}

/** A cell that is edited in place: taken over when it is left or on Enter; Escape takes the typing back. */
export function EditCell({ label, column, value, invalid, onEdit }: EditCellProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const take = () => {
    if (draft !== null && draft.trim() !== value) onEdit(draft.trim());
    setDraft(null);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      take();
    }
    if (event.key === 'Escape') setDraft(null);
  };
  const isName = column === 'oldUser' || column === 'newUser';
  return (
    <input
      className={`input input-small w-full ${isName ? 'mono' : ''}`}
      aria-label={label}
      {...(invalid && { 'aria-invalid': true })}
      dir="auto"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={CELL_LENGTHS[column]}
      placeholder={column === 'excludes' ? 'as all' : undefined}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={take}
      onKeyDown={press}
    />
  );
}
