'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useState } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { useShell } from '#components/layout/use-shell.ts';
import { useClock } from '#components/migrations/use-clock.ts';
import { writeCookie } from '#components/ui/cookie.ts';
import { latePart } from '#components/ui/late-part.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import type { Clock } from '#lib/format/time.ts';
import { hasUnfinished, runListQuery } from '#lib/migrations/list-queries.ts';
import { isNarrowed } from '#lib/migrations/list-query.ts';
import type { ListQuery, RunListView } from '#lib/migrations/list-views.ts';
import { RETRY_MS } from '#lib/migrations/queries.ts';
import type { RunView, ShellView } from '#lib/migrations/views.ts';
import { ChosenBar } from './chosen-bar.tsx';
import type { ManyAction } from './chosen-dialog.tsx';
import type { Deed } from './chosen-words.ts';
import { COLUMNS_COOKIE, type Column, writeColumns } from './columns.ts';
import { ListTools } from './list-tools.tsx';
import { ListTrouble } from './list-trouble.tsx';
import { NoRuns } from './no-runs.tsx';
import { OutcomeAlert } from './outcome-alert.tsx';
import { Pager } from './pager.tsx';
import { PresetChips } from './preset-chips.tsx';
import { CHOOSE_ALL, RunTable } from './run-table.tsx';
import { useChosen } from './use-chosen.ts';

const ChosenDialog = latePart(() => import('./chosen-dialog.tsx').then((module) => module.ChosenDialog));
const PARTS = [ChosenDialog.warm];

interface RunListProps {
  readonly query: ListQuery;
  readonly initial: RunListView;
  readonly columns: readonly Column[];
  readonly clock: Clock;
  readonly mayRun: boolean;
  readonly mayClean: boolean;
  readonly shell: ShellView;
  readonly scope: Scope;
  readonly actions: Readonly<Record<Deed, ManyAction>>;
}

/** Where rows are cards there is no box for all of them. */
function focusFirstBox(): void {
  const all = document.getElementById(CHOOSE_ALL);
  const box = all?.checkVisibility() ? all : all?.closest('table')?.querySelector<HTMLElement>('tbody .checkbox');
  box?.focus();
}

/** The migrations: filters, rows, pages. Asks again while something has not ended, and keeps its rows where no answer comes. */
export function RunList({
  query,
  initial,
  columns: kept,
  clock: start,
  mayRun,
  mayClean,
  shell,
  scope,
  actions,
}: RunListProps) {
  const polled = useQuery(runListQuery(query, initial));
  const list = polled.data;
  const frame = useShell(shell);
  // Where nothing answers any more, the frame says so; it was answered after the list was.
  const isAlone = polled.isError && !frame.isError && frame.dataUpdatedAt - polled.dataUpdatedAt > RETRY_MS;
  const clock = useClock(start, hasUnfinished(list) && !polled.isError);
  const chosen = useChosen(list.runs);
  useWarmParts(PARTS);
  const { ask } = chosen;
  // The box is ticked at once; what can be done with the runs follows when that is drawn.
  const offered = useDeferredValue(chosen.chosen);
  const stop = useCallback((run: RunView) => ask('stop', [run]), [ask]);
  const [columns, setColumns] = useState(kept);
  // The box that turns a column on is drawn at once, and the rows when they are ready.
  const drawn = useDeferredValue(columns);
  const keep = useCallback((next: readonly Column[]) => {
    setColumns(next);
    writeCookie(COLUMNS_COOKIE, writeColumns(next));
  }, []);
  if (list.counts.all === 0 && !isNarrowed(query)) return <NoRuns mayRun={mayRun} />;
  return (
    <>
      {chosen.told && <OutcomeAlert {...chosen.told} onClose={chosen.forget} />}
      {isAlone && <ListTrouble readAt={polled.dataUpdatedAt} clock={clock} onAgain={() => void polled.refetch()} />}
      <PresetChips query={query} list={list} />
      <section className="panel" aria-label="Migrations">
        {/* Something else stands in their place then; what is typed into them is kept. */}
        <div hidden={offered.length > 0}>
          <ListTools query={query} list={list} clock={clock} columns={columns} onColumns={keep} />
        </div>
        <ChosenBar
          chosen={offered}
          mayRun={mayRun}
          mayClean={mayClean}
          onAsk={(deed) => ask(deed, chosen.chosen)}
          onClear={() => {
            chosen.clear();
            focusFirstBox();
          }}
        />
        {list.runs.length === 0 ? (
          <NoRuns mayRun={mayRun} filtered={query} />
        ) : (
          <>
            <RunTable
              query={query}
              list={list}
              columns={drawn}
              clock={clock}
              stale={polled.isError}
              mayRun={mayRun}
              isChosen={chosen.isChosen}
              onSelect={chosen.select}
              onStop={stop}
            />
            <Pager query={query} list={list} clock={clock} staleSince={polled.isError ? polled.dataUpdatedAt : null} />
          </>
        )}
      </section>
      {chosen.asked && (
        <ChosenDialog
          {...chosen.asked}
          scope={scope}
          action={actions[chosen.asked.deed]}
          onClose={chosen.close}
          onDone={(outcome) => {
            chosen.tell(outcome);
            void polled.refetch();
          }}
        />
      )}
    </>
  );
}
