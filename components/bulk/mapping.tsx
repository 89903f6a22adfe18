import { useMutation } from '@tanstack/react-query';
import { Checkbox } from '#components/ui/field.tsx';
import { Refusal } from '#components/ui/refusal.tsx';
import { Select } from '#components/ui/select.tsx';
import { readList } from '#lib/migrations/bulk-queries.ts';
import { BULK_COLUMNS, type BulkMapping, type BulkTable } from '#lib/migrations/bulk-views.ts';
import { COLUMN_NAMES } from './bucket-look.ts';

interface MappingProps {
  readonly text: string;
  readonly table: BulkTable;
  readonly onRead: (table: BulkTable) => void;
}

/** Which column of the list holds what. Choosing otherwise reads the list anew, as it was pasted. */
export function Mapping({ text, table, onRead }: MappingProps) {
  const reading = useMutation({
    mutationFn: (choice: { readonly hasHeader: boolean; readonly mapping?: BulkMapping }) =>
      readList({ text, ...choice }),
    onSuccess: (answer) => answer.ok && onRead(answer.value),
  });
  const { heads, hasHeader, mapping } = table;
  return (
    <fieldset className="border-t border-line px-inset py-3">
      <legend className="sr-only">Columns of the list</legend>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        {BULK_COLUMNS.map((column) => (
          <div key={column} className="min-w-32 text-caption text-ink-2 max-phone:w-full">
            <label htmlFor={`column-${column}`} className="mb-1 block">
              {COLUMN_NAMES[column]}
            </label>
            <Select
              id={`column-${column}`}
              small
              className="w-full"
              value={mapping[column] ?? ''}
              onChange={({ target: { value } }) =>
                reading.mutate({ hasHeader, mapping: { ...mapping, [column]: value === '' ? null : Number(value) } })
              }
            >
              <option value="">Not in the list</option>
              {heads.map((head, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                <option key={at} value={at}>
                  {head}
                </option>
              ))}
            </Select>
          </div>
        ))}
        <Checkbox
          checked={hasHeader}
          onChange={(event) => reading.mutate({ hasHeader: event.target.checked })}
          label="The first line names the columns"
        />
      </div>
      <Refusal
        asked={reading}
        refused="The list was not read anew."
        unknown="The list was not read anew."
        advice="Rehome did not answer. Try again."
      />
    </fieldset>
  );
}
