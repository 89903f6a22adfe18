import type { ReactNode } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { groupDigits, splitProgress } from '#lib/format/size.ts';
import type { ExplanationView } from '#lib/migrations/evidence-views.ts';
import { isSuccess } from '#lib/migrations/states.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { percentOfRun } from './status-look.ts';

/** What happened, and how far it got, above the track of an ended run. */
export function Statement({
  run,
  explanation,
}: {
  readonly run: RunDetailView;
  readonly explanation: ExplanationView;
}) {
  return (
    <div className="px-inset pt-4 pb-0.5">
      <h2 className="text-statement">{explanation.headline}</h2>
      <p className="mt-0.5 max-w-[84ch] text-ink-2">
        {isDone(run) || run.kind !== 'copy' ? explanation.meaning : howFar(run)}
      </p>
    </div>
  );
}

/** Whether a run did what it was asked for. */
export const isDone = ({ status }: Pick<RunDetailView, 'status'>): boolean => isSuccess(status);

function howFar(run: RunDetailView): string {
  const { progress, folderState } = run;
  if (folderState === 'none') return 'Nothing was copied.';
  if (!progress || progress.bytesTotal === 0) return 'It is not known how much was copied.';
  const { value, unit } = splitProgress(progress.bytesDone, progress.bytesTotal);
  const percent = percentOfRun(run);
  const seen = run.status === 'lost' ? 'Last seen' : 'The copy ended';
  return `${seen} at ${percent} %: ${value} ${unit}, ${groupDigits(progress.filesDone)} of ${groupDigits(progress.filesTotal)} files.`;
}

/** Facts without adjectives on the left, what they mean on the right. */
export function Evidence({ explanation }: { readonly explanation: ExplanationView }) {
  return (
    <Panel label="Evidence" className="grid grid-cols-2 max-phone:grid-cols-1">
      <Half icon="eye" title="Observed">
        <dl className="grid grid-cols-[108px_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-row">
          {explanation.observed.map(({ label, value }) => (
            <Fragment key={label} label={label} value={value} />
          ))}
          {explanation.observed.length === 0 && <p className="col-span-2 text-ink-3">Nothing was observed.</p>}
        </dl>
      </Half>
      <Half icon="meaning" title="What it means">
        <p className="max-w-[48ch] text-row">{explanation.meaning}</p>
      </Half>
    </Panel>
  );
}

const Fragment = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <>
    <dt className="text-ink-3">{label}</dt>
    <dd className="mono wrap-anywhere whitespace-pre-wrap">
      <bdi dir="auto">{value}</bdi>
    </dd>
  </>
);

interface HalfProps {
  readonly icon: 'eye' | 'meaning';
  readonly title: string;
  readonly children: ReactNode;
}

function Half({ icon, title, children }: HalfProps) {
  return (
    <div className="min-w-0 border-line px-inset py-4 not-first:border-l max-phone:not-first:border-t max-phone:not-first:border-l-0">
      <h3 className="mb-2.5 flex items-center gap-2">
        <Icon name={icon} />
        {title}
      </h3>
      {children}
    </div>
  );
}

/** Where everything is now: the old home, the copy, the pod. */
export function WhatIsLeft({
  explanation,
  action,
}: {
  readonly explanation: ExplanationView;
  readonly action?: ReactNode;
}) {
  if (explanation.left.length === 0) return null;
  return (
    <Panel title="What is left, and where" action={action}>
      <ul>
        {explanation.left.map((sentence) => (
          <li key={sentence} className="border-b border-line px-inset py-3 text-row wrap-anywhere last:border-b-0">
            <bdi dir="auto">{sentence}</bdi>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What a person does about it, in order, ending in the one primary button. */
export function WhatToDoNext({
  explanation,
  action,
}: {
  readonly explanation: ExplanationView;
  readonly action?: ReactNode;
}) {
  if (explanation.next.length === 0 && !action) return null;
  return (
    <Panel as="aside" title="What to do next" label="What to do next">
      <div className="px-inset pt-2 pb-4">
        <ol>
          {explanation.next.map((sentence, index) => (
            <li key={sentence} className="grid grid-cols-[24px_minmax(0,1fr)] py-1.5 text-row">
              <span className="font-semibold text-ink-3" aria-hidden="true">
                {index + 1}
              </span>
              {sentence}
            </li>
          ))}
        </ol>
        {action && <div className="mt-3 grid gap-2 *:w-full">{action}</div>}
      </div>
    </Panel>
  );
}
