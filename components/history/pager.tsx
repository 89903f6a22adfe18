import { ButtonLink } from '#components/ui/button.tsx';
import { Time } from '#components/ui/time.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { ListQuery, RunListView } from '#lib/migrations/list-views.ts';
import { listHref } from './list-address.ts';

interface PagerProps {
  readonly query: ListQuery;
  readonly list: RunListView;
  readonly clock: Clock;
  /** When the rows were last right, in milliseconds since 1970; null while they are. */
  readonly staleSince: number | null;
}

/** Which part of the list this is, and the ways to the rest of it. */
export function Pager({ query, list, clock, staleSince }: PagerProps) {
  const { total, runs, capped, previous, next } = list;
  const [before, after] = wordsFor(query, list.sortable);
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-2 border-t border-line px-inset py-2 text-row text-ink-2">
      <p className="mr-auto">
        {groupDigits(runs.length)} of {groupDigits(total)}
        {capped.includes(query.preset) && ' or more'}
        {staleSince !== null && (
          <span role="status" className="text-ink-3">
            , as of <Time at={new Date(staleSince).toISOString()} clock={clock} withZone />
          </span>
        )}
      </p>
      {previous && (
        <ButtonLink size="small" href={listHref(query, { place: previous })} rel="prev">
          {before}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink size="small" href={listHref(query, { place: next })} rel="next">
          {after}
        </ButtonLink>
      )}
    </div>
  );
}

/** Pages of a list by time are newer and older; of any other, just before and after. */
function wordsFor({ sort, descending }: ListQuery, sortable: boolean): readonly [string, string] {
  if (!sortable && sort !== 'requested') return ['Newer', 'Older'];
  if (sort !== 'requested') return ['Previous', 'Next'];
  return descending ? ['Newer', 'Older'] : ['Older', 'Newer'];
}
