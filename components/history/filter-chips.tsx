import { FilterChip } from '#components/ui/chip.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { setFilters } from './filter-words.ts';
import { listHref } from './list-address.ts';

interface FilterChipsProps {
  readonly query: ListQuery;
  readonly clock: Clock;
}

/** The filters that are set, each with a cross that takes it away. */
export function FilterChips({ query, clock }: FilterChipsProps) {
  return setFilters(query, clock).map(({ words, name, exact, without }) => (
    <FilterChip
      key={words}
      clearHref={listHref(query, without)}
      clearLabel={`Remove filter ${words}${name === undefined ? '' : ` ${name}`}`}
    >
      <span title={exact}>{words}</span>
      {name !== undefined && (
        <bdi dir="auto" className="max-w-40 truncate" title={name}>
          {name}
        </bdi>
      )}
    </FilterChip>
  ));
}
