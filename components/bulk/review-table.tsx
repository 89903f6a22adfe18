import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { HeadCell, Table } from '#components/ui/table.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { NamedRow } from '#lib/migrations/bulk-queries.ts';
import { BUCKETS, type BulkColumn } from '#lib/migrations/bulk-views.ts';
import { BucketChips, type Shown } from './bucket-chips.tsx';
import { COLUMN_NAMES } from './bucket-look.ts';
import { ReviewRow } from './review-row.tsx';
import type { Reviewed } from './room-needed.ts';

const PAGE = 50;

interface ReviewTableProps {
  readonly rows: readonly NamedRow[];
  readonly columns: readonly BulkColumn[];
  readonly reviewed: Reviewed | undefined;
  readonly isStale: boolean;
  readonly onEdit: (id: number, column: BulkColumn, text: string) => void;
  readonly onRemove: (id: number) => void;
  readonly onInclude: (ids: ReadonlySet<number>, included: boolean) => void;
}

/** The rows of the list by what can be done with them, a page at a time. A row that is edited stays in sight. */
export function ReviewTable({ rows, columns, reviewed, isStale, onEdit, onRemove, onInclude }: ReviewTableProps) {
  const [shown, setShown] = useState<Shown>('all');
  const [page, setPage] = useState(0);
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set());
  const bucketOf = (row: NamedRow) => reviewed?.byRow.get(row.id)?.bucket;
  const wanted = rows.filter((row) => shown === 'all' || bucketOf(row) === shown || touched.has(row.id));
  const first = Math.min(page, Math.max(0, Math.ceil(wanted.length / PAGE) - 1)) * PAGE;
  const undecided = wanted.filter((row) => reviewed?.byRow.get(row.id)?.decidable && !row.included);
  const touch = (id: number) => setTouched((before) => new Set([...before, id]));
  return (
    <>
      <BucketChips
        shown={shown}
        counts={countsOf(rows, bucketOf)}
        onShow={(next) => {
          setShown(next);
          setPage(0);
          setTouched(new Set());
        }}
      />
      {(shown === 'look' || shown === 'done') && undecided.length > 1 && (
        <p className="flex flex-wrap items-center gap-3 border-t border-line px-inset py-2 text-row text-ink-2">
          {groupDigits(undecided.length)} rows here wait for a decision.
          <Button size="small" onClick={() => onInclude(new Set(undecided.map(({ id }) => id)), true)}>
            {shown === 'done' ? 'Copy all of them again' : 'Start all of them all the same'}
          </Button>
        </p>
      )}
      <div className="border-t border-line">
        <Table label="Rows of the list" stale={isStale}>
          <thead>
            <tr>
              <HeadCell>Line</HeadCell>
              {columns.map((column) => (
                <HeadCell key={column}>{COLUMN_NAMES[column]}</HeadCell>
              ))}
              <HeadCell>What is known</HeadCell>
              <HeadCell>
                <span className="sr-only">Take out</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {wanted.slice(first, first + PAGE).map((row) => (
              <ReviewRow
                key={row.id}
                row={row}
                columns={columns}
                review={reviewed?.byRow.get(row.id)}
                onEdit={(column, text) => {
                  touch(row.id);
                  onEdit(row.id, column, text);
                }}
                onInclude={(included) => onInclude(new Set([row.id]), included)}
                onRemove={() => onRemove(row.id)}
              />
            ))}
          </tbody>
        </Table>
      </div>
      {wanted.length > PAGE && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-inset py-2 text-row text-ink-2">
          <p className="mr-auto">
            {groupDigits(first + 1)} to {groupDigits(Math.min(first + PAGE, wanted.length))} of{' '}
            {groupDigits(wanted.length)}
          </p>
          {first > 0 && (
            <Button size="small" onClick={() => setPage(first / PAGE - 1)}>
              Previous
            </Button>
          )}
          {first + PAGE < wanted.length && (
            <Button size="small" onClick={() => setPage(first / PAGE + 1)}>
              Next
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function countsOf(rows: readonly NamedRow[], bucketOf: (row: NamedRow) => string | undefined) {
  const counts: Record<Shown, number> = { all: rows.length, ready: 0, look: 0, done: 0, duplicate: 0, cannot: 0 };
  for (const row of rows) {
    const bucket = BUCKETS.find((one) => one === bucketOf(row));
    if (bucket) counts[bucket] += 1;
  }
  return counts;
}
