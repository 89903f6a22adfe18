'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { FormSection } from '#components/start/form-section.tsx';
import { draftOf, type OptionsDraft, optionProblems, optionsOf } from '#components/start/options-draft.ts';
import { hasOptionError, OptionsSection } from '#components/start/options-section.tsx';
import { useOptionProblems } from '#components/start/use-option-problems.ts';
import { WhySection } from '#components/start/why-section.tsx';
import { Button } from '#components/ui/button.tsx';
import { latePart } from '#components/ui/late-part.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import { type NamedRow, reviewQuery } from '#lib/migrations/bulk-queries.ts';
import type { StartTermsView } from '#lib/migrations/start-views.ts';
import { heldBy } from './held-words.ts';
import { ListInput } from './list-input.tsx';
import { Mapping } from './mapping.tsx';
import { DEFAULT_PACE, PaceSection, paceProblems } from './pace-section.tsx';
import { ReviewTable } from './review-table.tsx';
import { RoomLine } from './room-line.tsx';
import { chosenRows, isShort, type Reviewed, roomNeeded } from './room-needed.ts';
import { hasOwnOptions, shownColumns } from './shown-columns.ts';
import { migrations } from './start-words.ts';
import { TakenOut } from './taken-out.tsx';
import { useList } from './use-list.ts';
import { type StartBatchAction, useStartBatch } from './use-start-batch.ts';

const StartBatchDialog = latePart(() => import('./start-batch-dialog.tsx').then((module) => module.StartBatchDialog));
const PARTS = [StartBatchDialog.warm];

interface BulkFormProps {
  readonly terms: StartTermsView;
  readonly slots: number;
  readonly scope: Scope;
  readonly clock: Clock;
  readonly startBatch: StartBatchAction;
}

/** From a list of pairs to a batch: read, look over, edit, say how, start. */
export function BulkForm({ terms, slots, scope, clock, startBatch }: BulkFormProps) {
  const { list, kept, ...deeds } = useList();
  const [isReading, setReading] = useState(false);
  const [isByRow, setByRow] = useState(false);
  const [options, setOptions] = useState(() => draftOf(terms.defaults));
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState({ why: '', ticket: '', identityConfirmed: false });
  const [pace, setPace] = useState(DEFAULT_PACE);
  const [isAsked, setAsked] = useState(false);
  useWarmParts(PARTS);
  const { start, busy, error, forget } = useStartBatch(startBatch, deeds.forget);

  const said = [why.why, why.ticket].map((text) => text.trim() !== '');
  const revision = JSON.stringify([list?.revision ?? 0, ...said, why.identityConfirmed]);
  const review = useQuery(reviewQuery(revision, list?.rows ?? [], why));
  const reviewed = list && review.data;
  const chosen = list ? chosenRows(list.rows, reviewed ?? undefined) : [];
  const { problems, leave } = useOptionProblems(options);
  const paces = paceProblems(pace);
  const hasProblem = Object.keys({ ...optionProblems(options), ...paces }).length > 0;
  const tooMuch = reviewed ? isShort(chosen, reviewed, optionsOf(options).excludes) : false;
  const held = heldBy({
    ...{ isFetching: review.isFetching, isError: review.isError, hasProblem, chosen: chosen.length },
    isShort: tooMuch,
  });
  // What is changed stays open: it must not go while somebody types into it.
  const changeOptions = (changed: OptionsDraft) => {
    setOpen(true);
    setOptions(changed);
  };
  const send = () => {
    const { bandwidth, ...rest } = optionsOf(options);
    void start({
      ...{ ...rest, bandwidth: bandwidth === '' ? null : bandwidth },
      rows: chosen.map(({ id: _, ...row }) => row),
      common: why,
      ...{ order: pace.order, concurrency: Number(pace.concurrency) },
      stopAfter: pace.stopAfter.trim() === '' ? null : Number(pace.stopAfter),
    });
  };

  if (!list || isReading) {
    return (
      <div className="panel">
        <ListInput
          onRead={(source, text, table) => {
            deeds.read(source, text, table);
            setReading(false);
          }}
          onCancel={list ? () => setReading(false) : undefined}
          onRestore={kept ? deeds.restore : undefined}
        />
      </div>
    );
  }
  const hasOwn = hasOwnOptions(list.table, list.rows);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <section className="panel" aria-label="The list">
        <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-inset py-2">
          <h2 ref={focusIfNothingIs} tabIndex={-1}>
            {rowWords(list.rows.length)}
          </h2>
          <span className="text-row text-ink-3">
            from{' '}
            <bdi dir="auto" className="wrap-anywhere">
              {list.source ?? 'pasted text'}
            </bdi>
          </span>
          <span className="ml-auto text-row text-ink-2" role="status">
            {reviewWords(review, chosen.length)}
          </span>
          {review.isError && (
            <Button
              size="small"
              aria-disabled={review.isFetching}
              onClick={() => !review.isFetching && void review.refetch()}
            >
              Try again
            </Button>
          )}
          {!hasOwn && (
            <Button size="small" variant="quiet" aria-pressed={isByRow} onClick={() => setByRow(!isByRow)}>
              Options by row
            </Button>
          )}
          <Button size="small" onClick={() => setReading(true)}>
            Another list
          </Button>
        </header>
        <Mapping text={list.text} table={list.table} onRead={(table) => deeds.read(list.source, list.text, table)} />
        <TakenOut count={list.out.length} onPutBack={deeds.putBack} />
        <ReviewTable
          rows={list.rows}
          columns={shownColumns(hasOwn || isByRow)}
          reviewed={reviewed ?? undefined}
          isStale={review.isError}
          onEdit={deeds.edit}
          onRemove={deeds.remove}
          onInclude={deeds.include}
        />
        {reviewed && (
          <RoomLine needed={roomNeeded(chosen, reviewed)} room={reviewed.room} isShort={tooMuch} clock={clock} />
        )}
      </section>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears when one of its fields is left. */}
      <div className="panel" onBlur={leave}>
        <FormSection number={1} title="Options for all; a row may leave out and compare otherwise">
          <OptionsSection
            draft={options}
            onChange={changeOptions}
            open={isOpen || hasOptionError(problems)}
            onOpen={setOpen}
            errors={problems}
            savings={undefined}
          />
        </FormSection>
        <FormSection number={2} title="Why, where a row does not say">
          <WhySection
            draft={why}
            onChange={setWhy}
            required={terms.required}
            errors={{}}
            identityWords="I made sure that the two accounts of every row belong to the same person."
          />
        </FormSection>
        <FormSection number={3} title="Pace">
          <PaceSection draft={pace} onChange={setPace} slots={slots} errors={paces} />
        </FormSection>
      </div>
      <div className="start-bar">
        <Button
          variant="primary"
          aria-disabled={held !== null}
          aria-describedby="batch-note"
          onClick={() => {
            if (held !== null) return;
            forget();
            setAsked(true);
          }}
        >
          {chosen.length === 0 ? 'Start batch…' : `Start ${migrations(chosen.length)}…`}
        </Button>
        <p id="batch-note" className="min-w-0 flex-1 basis-64 text-row text-ink-2" aria-live="polite">
          {held ?? 'Asks once more before anything starts.'}
        </p>
      </div>
      {isAsked && reviewed && (
        <StartBatchDialog
          scope={scope}
          chosen={chosen.length}
          leftOut={leftOutOf(list.rows, chosen.length, reviewed)}
          needed={roomNeeded(chosen, reviewed)}
          bytesFree={reviewed.room.bytesFree}
          pace={paceWords(pace, slots)}
          busy={busy}
          error={error?.message ?? null}
          onStart={send}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}

/** The button that read the list is gone: whoever pressed it goes on from the list. */
function focusIfNothingIs(heading: HTMLElement | null): void {
  if (heading && document.activeElement === document.body) heading.focus({ preventScroll: true });
}

const rowWords = (count: number): string => (count === 1 ? '1 row' : `${groupDigits(count)} rows`);

interface Looking {
  readonly isFetching: boolean;
  readonly isError: boolean;
}

function reviewWords({ isFetching, isError }: Looking, chosen: number): string {
  if (isFetching) return 'Looking them over';
  return isError ? 'Not looked over' : `${groupDigits(chosen)} to start`;
}

function leftOutOf(rows: readonly NamedRow[], chosen: number, { byRow }: Reviewed) {
  const undecided = rows.filter((row) => byRow.get(row.id)?.decidable && !row.included).length;
  return { undecided, others: rows.length - chosen - undecided };
}

function paceWords({ concurrency, stopAfter }: { concurrency: string; stopAfter: string }, slots: number): string {
  const atOnce = Math.min(Number(concurrency), slots);
  const pause =
    stopAfter.trim() === '' ? 'It goes on whatever fails.' : `It pauses after ${stopAfter.trim()} failures.`;
  return `At most ${atOnce} at once. ${pause}`;
}
