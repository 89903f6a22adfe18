'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useClock } from '#components/migrations/use-clock.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button, IconButton } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { HeadCell, Table } from '#components/ui/table.tsx';
import type { Clock } from '#lib/format/time.ts';
import { formatTime, formatZone } from '#lib/format/time.ts';
import { cleanupQuery } from '#lib/migrations/queries.ts';
import type { CleanupView, LeftoverView, ShellView } from '#lib/migrations/views.ts';
import { LeftoverRow } from './leftover-row.tsx';
import { type RemovalReport, reportOf } from './removal-words.ts';
import type { CleanUpAction } from './remove-dialog.tsx';

const RemoveDialog = dynamic(() => import('./remove-dialog.tsx').then((module) => module.RemoveDialog), { ssr: false });

interface LeftoversProps {
  readonly initial: CleanupView;
  readonly clock: Clock;
  readonly mayClean: boolean;
  readonly scope: Pick<ShellView, 'environment' | 'production'>;
  readonly cleanUp: CleanUpAction;
}

/** Pods left behind: why each is still there, and for who may, their removal, one by one or several at once. */
export function Leftovers({ initial, clock: start, mayClean, scope, cleanUp }: LeftoversProps) {
  const polled = useQuery(cleanupQuery(initial));
  const { leftovers, asOf } = polled.data;
  const clock = useClock(start, true);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<readonly LeftoverView[] | null>(null);
  const [report, setReport] = useState<RemovalReport | null>(null);

  const removable = leftovers.filter((leftover) => leftover.removable);
  const selected = removable.filter(({ uid }) => chosen.has(uid));
  const select = (uids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const uid of uids) on ? next.add(uid) : next.delete(uid);
    setChosen(next);
  };
  const ask = (pods: readonly LeftoverView[]) => {
    setReport(null);
    setAsked(pods);
  };
  return (
    <>
      {report && <Report report={report} onClose={() => setReport(null)} />}
      {leftovers.length === 0 ? (
        <Panel label="Pods left behind">
          <Empty title="Nothing to clean up">
            Pods that a run leaves behind are listed here until somebody removes them.
          </Empty>
        </Panel>
      ) : (
        <Panel
          title="Pods left behind"
          aside={countWords(
            leftovers.length,
            polled.isError ? new Date(polled.dataUpdatedAt).toISOString() : asOf,
            clock,
          )}
          action={
            selected.length > 0 && (
              <Button size="small" variant="danger-quiet" onClick={() => ask(selected)}>
                Remove {selected.length} selected…
              </Button>
            )
          }
        >
          <Table label="Pods left behind" stale={polled.isError}>
            <thead>
              <tr>
                {mayClean && (
                  <HeadCell>
                    <SelectAll
                      all={selected.length === removable.length && removable.length > 0}
                      some={selected.length > 0}
                      onChange={(on) =>
                        select(
                          removable.map(({ uid }) => uid),
                          on,
                        )
                      }
                    />
                  </HeadCell>
                )}
                <HeadCell>Pair and pod</HeadCell>
                <HeadCell>Phase</HeadCell>
                <HeadCell end>Age</HeadCell>
                <HeadCell>Why it is still here</HeadCell>
                {mayClean && (
                  <HeadCell>
                    <span className="sr-only">Actions</span>
                  </HeadCell>
                )}
              </tr>
            </thead>
            <tbody>
              {leftovers.map((leftover) => (
                <LeftoverRow
                  key={leftover.uid}
                  leftover={leftover}
                  clock={clock}
                  mayClean={mayClean}
                  selected={leftover.removable && chosen.has(leftover.uid)}
                  onSelect={(on) => select([leftover.uid], on)}
                  onRemove={() => ask([leftover])}
                />
              ))}
            </tbody>
          </Table>
        </Panel>
      )}
      {asked && (
        <RemoveDialog
          leftovers={asked}
          scope={scope}
          cleanUp={cleanUp}
          onClose={() => setAsked(null)}
          onDone={(outcome) => {
            setReport(
              reportOf(
                asked.map(({ pod }) => pod),
                outcome,
              ),
            );
            setAsked(null);
            setChosen(new Set());
            void polled.refetch();
          }}
        />
      )}
    </>
  );
}

function Report({ report, onClose }: { readonly report: RemovalReport; readonly onClose: () => void }) {
  return (
    <Alert
      role="status"
      grade={report.complete ? 'information' : 'warning'}
      title={report.title}
      className="mb-4"
      action={<IconButton icon="cross" label="Close this message" onClick={onClose} />}
    >
      {report.kept.map(({ pod, why }) => (
        <span key={pod} className="block">
          <bdi className="mono [overflow-wrap:anywhere]">{pod}</bdi>: {why}
        </span>
      ))}
    </Alert>
  );
}

interface SelectAllProps {
  readonly all: boolean;
  readonly some: boolean;
  readonly onChange: (on: boolean) => void;
}

function SelectAll({ all, some, onChange }: SelectAllProps) {
  return (
    <input
      type="checkbox"
      className="checkbox"
      aria-label="Select every pod that can be removed"
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = some && !all;
      }}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

function countWords(count: number, asOf: string | null, clock: Clock): string {
  const pods = count === 1 ? '1 pod' : `${count} pods`;
  return asOf === null ? pods : `${pods}, as of ${formatTime(asOf, clock)} ${formatZone(clock)}`;
}
