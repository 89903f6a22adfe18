import type { Clock } from '#lib/format/time.ts';
import type { ListQuery, RunListView } from '#lib/migrations/list-views.ts';
import { ExportMenu } from './export-menu.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { TextFilter } from './text-filter.tsx';

interface ListToolsProps {
  readonly query: ListQuery;
  readonly list: RunListView;
  readonly clock: Clock;
}

/** What narrows the list down, and what can be done with all that it shows. */
export function ListTools({ query, list, clock }: ListToolsProps) {
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line px-inset py-2.5">
      <TextFilter query={query} />
      <FilterMenu query={query} clock={clock} />
      <FilterChips query={query} clock={clock} />
      <div className="ml-auto flex items-center gap-1">{list.total > 0 && <ExportMenu query={query} />}</div>
    </div>
  );
}
