'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Checkbox, Switch } from '#components/ui/field.tsx';
import { Menu } from '#components/ui/menu.tsx';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { COLUMN_LABELS, COLUMNS, type Column, withColumn } from './columns.ts';
import { listHref } from './list-address.ts';
import { SavedViewsList } from './saved-views-list.tsx';

interface ViewMenuProps {
  readonly query: ListQuery;
  readonly columns: readonly Column[];
  readonly onColumns: (columns: readonly Column[]) => void;
}

/** How the list is shown: grouped or not, with which columns; and lists that were given a name. */
export function ViewMenu({ query, columns, onColumns }: ViewMenuProps) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const group = (byPair: boolean) => startTransition(() => router.push(listHref(query, { byPair }), { scroll: false }));
  return (
    <Menu label="View" icon="columns" variant="quiet">
      <div className="w-68 max-w-full">
        <div className="px-2 py-1.5">
          <Switch
            key={String(query.byPair)}
            label="Group by pair"
            defaultChecked={query.byPair}
            onChange={(event) => group(event.target.checked)}
          />
        </div>
        <fieldset className="border-t border-line px-2 py-2 max-menu:hidden">
          <legend className="float-left mb-1 w-full text-caption text-ink-3">Columns</legend>
          <div className="clear-both grid grid-cols-2 gap-x-3 gap-y-1">
            {COLUMNS.map((column) => (
              <Checkbox
                key={column}
                label={COLUMN_LABELS[column]}
                checked={columns.includes(column)}
                onChange={(event) => onColumns(withColumn(columns, column, event.target.checked))}
              />
            ))}
          </div>
        </fieldset>
        <div className="border-t border-line pt-1.5">
          <h3 className="px-2 pb-1 text-caption font-medium text-ink-3">Saved views</h3>
          <SavedViewsList query={query} />
        </div>
      </div>
    </Menu>
  );
}
