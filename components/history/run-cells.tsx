import { memo, type ReactNode } from 'react';
import { KIND_WORDS } from '#components/migrations/kind-words.ts';
import { laterWords } from '#components/migrations/later-words.ts';
import { StartsAt } from '#components/migrations/starts-at.tsx';
import { Status } from '#components/migrations/status.tsx';
import { Tape } from '#components/migrations/tape.tsx';
import { Rate, Size, SizeOf } from '#components/ui/number-with-unit.tsx';
import { Cell, type CellProps, HeadCell, SecondLine } from '#components/ui/table.tsx';
import { Duration, Time } from '#components/ui/time.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { ListQuery, RunListView, Sort } from '#lib/migrations/list-views.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { COLUMN_LABELS, type Column } from './columns.ts';
import { FOLDER_LABELS } from './filter-words.ts';
import { headSort } from './list-address.ts';
import { averageRate, failureWords, INSTEAD_OF_STEPS, sizeOfRun, tookMs } from './row-words.ts';

type Look = Pick<CellProps, 'card' | 'end' | 'least' | 'wrap'>;
interface ColumnFacts extends Look {
  readonly sort?: Sort;
  readonly cell: (run: RunView, clock: Clock) => ReactNode;
}

const NOT_YET = <span className="text-ink-3">not yet</span>;
const NOTHING = <span className="text-ink-3">none</span>;

/** What each column holds, and what becomes of it where rows are cards. */
const FACTS: Readonly<Record<Column, ColumnFacts>> = {
  run: { card: 'hidden', cell: (run) => <span className="text-ink-2">{runWords(run)}</span> },
  steps: {
    ...{ card: 'tape', least: true },
    cell: (run, { now }) =>
      run.kind === 'copy' ? (
        <Tape run={run} now={now} />
      ) : (
        <span className="text-caption text-ink-3">{INSTEAD_OF_STEPS[run.kind]}</span>
      ),
  },
  size: { card: 'number', end: true, sort: 'size', cell: (run) => <RunSizeWords run={run} /> },
  files: { card: 'hidden', end: true, cell: (run) => <Files {...run} /> },
  rate: { card: 'hidden', end: true, cell: (run) => <AverageRate run={run} /> },
  took: {
    card: 'hidden',
    end: true,
    sort: 'duration',
    cell: (run, { now }) => (run.startsAt ? NOT_YET : <Duration ms={tookMs(run, now)} />),
  },
  folder: { card: 'hidden', least: true, cell: (run) => <Folder run={run} /> },
  evidence: { card: 'hidden', least: true, cell: ({ evidence }) => EVIDENCE[evidence] },
  reason: { card: 'hidden', wrap: true, cell: (run) => <Reason run={run} /> },
  by: {
    ...{ card: 'hidden', least: true, sort: 'by' },
    cell: ({ requestedBy }) => (
      <bdi dir="auto" className="block max-w-32 truncate" title={requestedBy}>
        {requestedBy}
      </bdi>
    ),
  },
  requested: { card: 'when', sort: 'requested', cell: (run, clock) => <Time at={run.requestedAt} clock={clock} /> },
  started: {
    card: 'hidden',
    cell: ({ startedAt, endedAt }, clock) =>
      startedAt === null && endedAt === null ? NOT_YET : <Time at={startedAt} clock={clock} />,
  },
  ended: {
    card: 'hidden',
    cell: ({ endedAt }, clock) => (endedAt === null ? NOT_YET : <Time at={endedAt} clock={clock} />),
  },
};

/** `#2`, `#3, check`, `#4, removal`. */
export const runWords = ({ number, kind }: Pick<RunView, 'number' | 'kind'>): string =>
  `#${number}${kind === 'copy' ? '' : `, ${KIND_WORDS[kind].toLowerCase()}`}`;

interface RunHeadsProps {
  readonly columns: readonly Column[];
  readonly query: ListQuery;
  readonly list: Pick<RunListView, 'sortable'>;
}

/** The heads of the status and of the chosen columns; each leads to the list in its order where there is one. */
export const RunHeads = memo(function RunHeads({ columns, query, list }: RunHeadsProps) {
  return (
    <>
      <HeadCell sort={headSort(query, list, 'status')}>{query.byPair ? 'Last run' : 'Status'}</HeadCell>
      {columns.map((column) => {
        const { sort, end = false, least = false } = FACTS[column];
        return (
          <HeadCell key={column} end={end} least={least} sort={sort && headSort(query, list, sort)}>
            {COLUMN_LABELS[column]}
          </HeadCell>
        );
      })}
    </>
  );
});

interface RunCellsProps {
  readonly run: RunView;
  readonly columns: readonly Column[];
  readonly clock: Clock;
}

/** The cells of the status and of the chosen columns; a row that is selected keeps them. */
export const RunCells = memo(function RunCells({ run, columns, clock }: RunCellsProps) {
  const words = failureWords(run);
  return (
    <>
      <Cell card="status">
        <Status run={run} now={clock.now} {...(words && { words })} />
        <StartsAt run={run} clock={clock} />
      </Cell>
      {columns.map((column) => {
        const { sort: _, cell, ...look } = FACTS[column];
        return (
          <Cell key={column} {...look}>
            {cell(run, clock)}
          </Cell>
        );
      })}
    </>
  );
});

/** How much was copied, and of how much. */
export function RunSizeWords({ run }: { readonly run: RunView }) {
  const size = sizeOfRun(run);
  switch (size.kind) {
    case 'whole':
      return <Size bytes={size.bytes} />;
    case 'part':
      return <SizeOf done={size.done} total={size.total} />;
    case 'nothing':
      return <span className="text-ink-3">nothing copied</span>;
    case 'not-known':
      return (
        <span className="text-ink-3">
          <span className="menu:hidden">size </span>not known
        </span>
      );
  }
}

function Files({ progress, folderState }: Pick<RunView, 'progress' | 'folderState'>) {
  const { filesDone, filesTotal } = progress ?? { filesDone: 0, filesTotal: 0 };
  if (filesTotal === 0 && folderState !== 'complete') return <span className="text-ink-3">not known</span>;
  return filesDone >= filesTotal ? groupDigits(filesTotal) : `${groupDigits(filesDone)} of ${groupDigits(filesTotal)}`;
}

function AverageRate({ run }: { readonly run: RunView }) {
  const rate = averageRate(run);
  return rate === null ? <span className="text-ink-3">not known</span> : <Rate bytesPerSecond={rate} />;
}

function Folder({ run: { folderState, later } }: { readonly run: RunView }) {
  if (folderState === 'none') return NOTHING;
  return (
    <>
      {FOLDER_LABELS[folderState].toLowerCase()}
      {later && <SecondLine>{laterWords(later)}</SecondLine>}
    </>
  );
}

const EVIDENCE: Readonly<Record<RunView['evidence'], ReactNode>> = {
  captured: 'saved',
  partial: 'in part',
  removed: 'removed',
  none: NOTHING,
};

function Reason({ run: { why, ticket } }: { readonly run: RunView }) {
  if (why === null && !ticket) return NOTHING;
  return (
    <span className="line-clamp-2 min-w-40 [overflow-wrap:anywhere]" title={[ticket, why].filter(Boolean).join(': ')}>
      {ticket && <bdi className="mr-1.5 font-medium">{ticket}</bdi>}
      {why && <bdi dir="auto">{why}</bdi>}
    </span>
  );
}
