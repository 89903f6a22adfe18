'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Scope } from '#components/layout/scope.ts';
import type { FollowUps } from '#components/migrations/use-follow-up.ts';
import { useMinutes } from '#components/migrations/use-minutes.ts';
import { Button } from '#components/ui/button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ActionsHeadCell, HeadCell, Table } from '#components/ui/table.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { PartialCopiesView } from '#lib/migrations/cleanup-views.ts';
import { PartialCopyRow } from './partial-copy-row.tsx';
import { shownWords, totalWords } from './partial-copy-words.ts';

/** How many rows are drawn at first, and how many more each time they are asked for. */
const ROWS = 25;

interface PartialCopiesProps {
  readonly partial: PartialCopiesView;
  readonly clock: Clock;
  readonly stale: boolean;
  readonly scope: Scope;
  readonly mayRun: boolean;
  readonly mayClean: boolean;
  readonly followUps: FollowUps;
}

/** Unfinished copies in homes: each is gone on in or removed by a run of its own, with progress. */
export function PartialCopies({ partial, stale, clock, ...rest }: PartialCopiesProps) {
  const { copies, count } = partial;
  const [rows, setRows] = useState(ROWS);
  const body = useRef<HTMLTableSectionElement>(null);
  /** The focus goes on in the first row that was not there: the button may be gone then. */
  const showMore = () => {
    flushSync(() => setRows(rows + ROWS));
    body.current?.rows[rows]?.querySelector('a')?.focus();
  };
  const isAll = rows >= copies.length;
  const more = isAll ? shownWords(copies.length, count) : null;
  const clockFor = useMinutes(clock);
  return (
    <Panel id="partial-copies" title="Partial copies" label="Partial copies" aside={totalWords(partial)}>
      {count === 0 ? (
        <p className="px-inset py-4 text-row text-ink-2">No home holds a partial copy that Rehome knows of.</p>
      ) : (
        <Table label="Partial copies" stale={stale}>
          <thead>
            <tr>
              <HeadCell>Pair and folder</HeadCell>
              <HeadCell>From run</HeadCell>
              <HeadCell end>Size</HeadCell>
              <HeadCell end>Age</HeadCell>
              <HeadCell>Owner</HeadCell>
              {(rest.mayRun || rest.mayClean) && <ActionsHeadCell />}
            </tr>
          </thead>
          <tbody ref={body}>
            {copies.slice(0, rows).map((copy) => (
              <PartialCopyRow key={copy.runId} copy={copy} clock={clockFor(copy.at)} {...rest} />
            ))}
          </tbody>
        </Table>
      )}
      {!isAll && (
        <div className="flex items-center justify-between gap-2 border-t border-line px-inset py-2 text-row text-ink-2">
          <span>
            {rows} of {groupDigits(count)}
          </span>
          <Button size="small" onClick={showMore}>
            Show {Math.min(ROWS, copies.length - rows)} more
          </Button>
        </div>
      )}
      {more && <p className="border-t border-line px-inset py-3 text-row text-ink-2">{more}</p>}
    </Panel>
  );
}
