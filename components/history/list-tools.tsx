import { memo } from 'react';
import type { Clock } from '#lib/format/time.ts';
import type { ListQuery, RunListView } from '#lib/migrations/list-views.ts';
import type { Column } from './columns.ts';
import { ExportMenu } from './export-menu.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { TextFilter } from './text-filter.tsx';
import { ViewMenu } from './view-menu.tsx';

interface ListToolsProps {
  readonly query: ListQuery;
  readonly list: RunListView;
  readonly clock: Clock;
  readonly columns: readonly Column[];
  readonly onColumns: (columns: readonly Column[]) => void;
}

/** What narrows the list down, and what can be done with all that it shows. */
export const ListTools = memo(function ListTools(props: ListToolsProps) {
  const { query, list, clock, columns, onColumns } = props;
  return (
    <div className="flex min-h-[51px] flex-wrap items-center gap-2 border-b border-line px-inset py-2.5 max-phone:gap-1">
      <TextFilter query={query} />
      <FilterMenu query={query} clock={clock} />
      <div className="contents max-phone:order-1 max-phone:flex max-phone:w-full max-phone:flex-wrap max-phone:gap-1.5 max-phone:empty:hidden">
        <FilterChips query={query} clock={clock} />
      </div>
      <div className="ml-auto flex items-center gap-1">
        <ViewMenu query={query} columns={columns} onColumns={onColumns} />
        {list.total > 0 && <ExportMenu query={query} />}
      </div>
    </div>
  );
});
