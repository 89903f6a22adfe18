import type { ListQuery, RunListView } from '#lib/migrations/views.ts';
import { ExportMenu } from './export-menu.tsx';
import { UserFilter } from './user-filter.tsx';

interface ListToolsProps {
  readonly query: ListQuery;
  readonly list: RunListView;
}

/** What narrows the list down, and what can be done with all that it shows. */
export function ListTools({ query, list }: ListToolsProps) {
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line px-inset py-2.5">
      <UserFilter query={query} />
      <div className="ml-auto flex items-center gap-1">{list.total > 0 && <ExportMenu query={query} />}</div>
    </div>
  );
}
