import { ButtonLink } from '#components/ui/button.tsx';
import { ChipLink, ChipRow } from '#components/ui/chip.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { HeadCell, Table } from '#components/ui/table.tsx';
import { groupDigits } from '#lib/format/size.ts';
import { type Clock, formatZone } from '#lib/format/time.ts';
import { type BatchPlace, batchSearch } from '#lib/migrations/batch-place.ts';
import { type BatchView, countIn, ROW_FILTER_NAMES } from '#lib/migrations/batch-views.ts';
import { BatchRow, wordsOf } from './batch-row.tsx';
import { FILTER_WORDS } from './batch-words.ts';

interface BatchRowsProps {
  readonly batch: BatchView;
  readonly clock: Clock;
  readonly isStale: boolean;
}

/** The rows of a batch, narrowed by how they stand, a page at a time. */
export function BatchRows({ batch, clock, isStale }: BatchRowsProps) {
  const { id, counts, filter, page, pageSize, rows } = batch;
  const total = countIn(counts, filter);
  const withWords = rows.some((row) => wordsOf(row) !== null);
  const first = (page - 1) * pageSize + 1;
  return (
    <>
      <ChipRow label="Show">
        {ROW_FILTER_NAMES.filter((name) => name === 'all' || name === filter || countIn(counts, name) > 0).map(
          (name) => (
            <ChipLink
              key={name}
              href={hrefOf(id, { filter: name, page: 1 })}
              current={name === filter}
              count={groupDigits(countIn(counts, name))}
            >
              {FILTER_WORDS[name]}
            </ChipLink>
          ),
        )}
      </ChipRow>
      <section className="panel" aria-label="Rows">
        {rows.length === 0 ? (
          <Empty
            small
            title="No such rows"
            action={<ButtonLink href={hrefOf(id, { filter: 'all', page: 1 })}>Show all rows</ButtonLink>}
          />
        ) : (
          <Table label="Rows of the batch" stale={isStale}>
            <thead>
              <tr>
                <HeadCell end>Line</HeadCell>
                <HeadCell>Old and new account</HeadCell>
                <HeadCell>Status</HeadCell>
                <HeadCell>Steps</HeadCell>
                <HeadCell end>Size</HeadCell>
                <HeadCell>Ended ({formatZone(clock)})</HeadCell>
                {withWords && <HeadCell>Why</HeadCell>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <BatchRow key={row.position} row={row} clock={clock} withWords={withWords} />
              ))}
            </tbody>
          </Table>
        )}
        {(page > 1 || total > pageSize) && (
          <div className="flex min-h-12 flex-wrap items-center gap-2 border-t border-line px-inset py-2 text-row text-ink-2">
            <p className="mr-auto">
              {groupDigits(first)} to {groupDigits(first + rows.length - 1)} of {groupDigits(total)}
            </p>
            {page > 1 && (
              <ButtonLink size="small" rel="prev" href={hrefOf(id, { filter, page: page - 1 })}>
                Previous
              </ButtonLink>
            )}
            {first + pageSize <= total && (
              <ButtonLink size="small" rel="next" href={hrefOf(id, { filter, page: page + 1 })}>
                Next
              </ButtonLink>
            )}
          </div>
        )}
      </section>
    </>
  );
}

const hrefOf = (id: string, place: BatchPlace) => ({
  pathname: `/bulk/${id}`,
  search: batchSearch(place),
});
