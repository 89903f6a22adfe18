import type { ComponentProps } from 'react';
import { StatusChip } from '#components/migrations/status.tsx';
import { Button, IconButton } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/field.tsx';
import { Cell } from '#components/ui/table.tsx';
import type { NamedRow } from '#lib/migrations/bulk-queries.ts';
import type { BulkColumn, RowReview } from '#lib/migrations/bulk-views.ts';
import { BUCKET_LOOKS, COLUMN_NAMES } from './bucket-look.ts';
import { EditCell, ModeCell } from './edit-cell.tsx';
import { RowSize } from './row-size.tsx';

export interface RowDeeds {
  readonly onEdit: (column: BulkColumn, text: string) => void;
  readonly onInclude: (included: boolean) => void;
  readonly onRemove: () => void;
}

interface ReviewRowProps extends RowDeeds {
  readonly row: NamedRow;
  readonly columns: readonly BulkColumn[];
  /** Undefined until it was looked at. */
  readonly review: RowReview | undefined;
}

/** The width of a cell, and how many letters its field shows. */
type Room = readonly [width: string, letters: number];

/** What is longer than its field is written out below it, since its end may be what tells two apart. */
const ROOM: Readonly<Record<BulkColumn, Room>> = {
  oldUser: ['menu:w-[17%]', 22],
  newUser: ['menu:w-[17%]', 22],
  why: ['max-menu:col-span-1 menu:w-[14%]', 18],
  ticket: ['max-menu:col-span-1 menu:w-[10%]', 11],
  excludes: ['max-menu:col-span-1 menu:w-[10%]', 13],
  verify: ['max-menu:col-span-1 menu:w-[11%]', 10],
};
/** Where each row has options of its own, the others make room. */
const LESS_ROOM: Readonly<Record<BulkColumn, Room>> = {
  ...ROOM,
  oldUser: ['menu:w-[15%]', 18],
  newUser: ['menu:w-[15%]', 18],
  why: ['max-menu:col-span-1 menu:w-[12%]', 16],
  ticket: ['max-menu:col-span-1 menu:w-[9%]', 9],
};

/** One row of the list: its cells to edit, what is known of it, and what may be decided. */
export function ReviewRow({ row, columns, review, onEdit, onInclude, onRemove }: ReviewRowProps) {
  const { line } = row;
  const room = columns.includes('excludes') ? LESS_ROOM : ROOM;
  return (
    <tr className="max-menu:grid-cols-2 max-menu:items-start">
      <Cell card="text" className="align-top text-ink-3 menu:pt-2.5">
        <span className="menu:sr-only">Line </span>
        {line}
      </Cell>
      {columns.map((column) => (
        <Cell key={column} card="text" wrap className={`align-top menu:pt-2 ${room[column][0]}`}>
          <span aria-hidden="true" className="mb-0.5 block text-caption text-ink-3 menu:hidden">
            {COLUMN_NAMES[column]}
          </span>
          <AnyCell
            label={`${COLUMN_NAMES[column]}, line ${line}`}
            column={column}
            value={row[column]}
            invalid={isAtFault(review, column)}
            onEdit={(text) => onEdit(column, text)}
          />
          <WrittenOut text={row[column]} letters={room[column][1]} />
          {(column === 'oldUser' || column === 'newUser') && (
            <Likely review={review} username={row[column]} column={column} line={line} onEdit={onEdit} />
          )}
        </Cell>
      ))}
      <Cell card="text" wrap className="align-top menu:pt-2.5">
        {review ? <Known row={row} review={review} onInclude={onInclude} /> : <span className="text-ink-3">…</span>}
      </Cell>
      <Cell card="menu" end className="align-top menu:pt-2">
        <IconButton icon="cross" label={`Take line ${line} out`} className="button-row" onClick={onRemove} />
      </Cell>
    </tr>
  );
}

/** How much of a field is left where the window is not wide. */
const NARROWER = 0.65;

/** The whole of what its field cuts short. */
function WrittenOut({ text, letters }: { readonly text: string; readonly letters: number }) {
  if (text.length <= letters * NARROWER) return null;
  const always = text.length > letters;
  return (
    <bdi
      dir="auto"
      className={`mt-0.5 block text-caption text-ink-2 wrap-anywhere ${always ? '' : 'max-menu:hidden split:hidden'}`}
    >
      {text}
    </bdi>
  );
}

const AnyCell = (props: ComponentProps<typeof EditCell>) =>
  props.column === 'verify' ? <ModeCell {...props} /> : <EditCell {...props} />;

const isAtFault = (review: RowReview | undefined, column: BulkColumn): boolean =>
  review !== undefined &&
  (review.bucket === 'cannot' || (review.bucket === 'look' && !review.decidable)) &&
  review.notes.some((note) => note.column === column);

interface KnownProps {
  readonly row: NamedRow;
  readonly review: RowReview;
  readonly onInclude: (included: boolean) => void;
}

function Known({ row, review, onInclude }: KnownProps) {
  const { bucket, notes, decidable } = review;
  const { label, family } = BUCKET_LOOKS[bucket];
  return (
    <>
      <StatusChip family={family} words={label} />
      <RowSize row={row} review={review} />
      {notes.map(({ column, words }) => (
        <span key={`${column}${words}`} dir="auto" className="block text-caption text-ink-2 wrap-anywhere">
          {words}
        </span>
      ))}
      {decidable && (
        <Checkbox
          checked={row.included}
          onChange={(event) => onInclude(event.target.checked)}
          label={
            <>
              {bucket === 'done' ? 'Copy again' : 'Start it all the same'}
              <span className="sr-only">, line {row.line}</span>
            </>
          }
        />
      )}
    </>
  );
}

interface LikelyProps extends Pick<RowDeeds, 'onEdit'> {
  readonly review: RowReview | undefined;
  readonly username: string;
  readonly column: 'oldUser' | 'newUser';
  readonly line: number;
}

/** Whose name it is as the directory has it, or people of a like name to choose from. */
function Likely({ review, username: written, column, line, onEdit }: LikelyProps) {
  const name = review?.names[column];
  if (name && name !== written) {
    return (
      <bdi dir="auto" className="mt-0.5 block text-left text-caption text-ink-3 wrap-anywhere">
        {name}
      </bdi>
    );
  }
  const likely = review?.likely[column] ?? [];
  if (likely.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap items-center gap-1 text-caption text-ink-2">
      Meant:
      {likely.map((username) => (
        <Button
          key={username}
          size="small"
          className="mono h-auto! min-h-7 max-w-full py-1 text-left whitespace-normal! wrap-anywhere"
          aria-label={`Use ${username} in line ${line}`}
          onClick={({ currentTarget }) => {
            // The button goes with the answer.
            currentTarget.closest('td')?.querySelector('input')?.focus();
            onEdit(column, username);
          }}
        >
          <bdi>{username}</bdi>
        </Button>
      ))}
    </span>
  );
}
