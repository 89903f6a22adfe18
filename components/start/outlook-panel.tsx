import { Icon, type IconName } from '#components/ui/icon.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { PairContextView } from '#lib/migrations/views.ts';
import type { Choice } from './choice.ts';
import { type Finding, type FindingGrade, outlookOf, verdictOf } from './outlook.ts';

const LOOKS: Readonly<Record<FindingGrade, { readonly icon: IconName; readonly mark: string; readonly row: string }>> =
  {
    good: { icon: 'check', mark: 'text-done', row: 'text-ink-2' },
    note: { icon: 'info', mark: 'text-accent', row: '' },
    warning: { icon: 'alert', mark: 'text-attention', row: 'bg-attention-tint' },
    blocked: { icon: 'octagon', mark: 'text-failed', row: 'bg-failed-tint' },
    'not-known': { icon: 'unknown', mark: 'text-ink-3', row: 'text-ink-2' },
  };

interface OutlookPanelProps {
  readonly from: Choice | null;
  readonly to: Choice | null;
  readonly context: PairContextView | undefined;
  /** Whoever the directory does not list cannot be migrated. */
  readonly knowsEverybody: boolean;
  readonly className?: string;
}

/** Beside the form: what happens, and once both people are chosen, what is known about how it would go. */
export function OutlookPanel({ from, to, context, knowsEverybody, className = '' }: OutlookPanelProps) {
  if (!from || !to) return <WhatHappens className={className} />;
  const findings = outlookOf(from, to, context, knowsEverybody);
  const verdict = verdictOf(findings);
  return (
    <aside aria-label="Before it starts" className={`panel ${className}`}>
      <header className="flex min-h-11 items-center gap-2 border-b border-line px-inset">
        <Icon name={LOOKS[verdict.grade].icon} className={LOOKS[verdict.grade].mark} />
        <h2>{verdict.words}</h2>
      </header>
      <Amounts from={from} to={to} />
      <ul>
        {findings.map((finding) => (
          <Row key={finding.topic} finding={finding} />
        ))}
      </ul>
      <p className="border-t border-line px-inset py-2.5 text-caption text-ink-3">
        From the directory, the cluster and earlier runs. The run looks at both homes before it copies.
      </p>
    </aside>
  );
}

function Row({ finding: { topic, grade, words } }: { readonly finding: Finding }) {
  const { icon, mark, row } = LOOKS[grade];
  return (
    <li
      className={`grid grid-cols-[16px_84px_minmax(0,1fr)] gap-x-2.5 border-t border-line px-inset py-[9px] text-row max-phone:grid-cols-[16px_minmax(0,1fr)] ${row}`}
    >
      <Icon name={icon} className={`mt-0.5 ${mark}`} />
      <span className="font-medium">{topic}</span>
      <span className="text-pretty [overflow-wrap:anywhere] max-phone:col-start-2" dir="auto">
        {words}
      </span>
    </li>
  );
}

function Amounts({ from, to }: { readonly from: Choice; readonly to: Choice }) {
  const old = from.person?.facts ?? null;
  return (
    <dl className="flex flex-wrap gap-x-7 gap-y-3 px-inset py-3.5">
      <Amount label="To copy">
        <Size bytes={old?.bytes ?? null} />
      </Amount>
      <Amount label="Files">
        {old?.files === null || old?.files === undefined ? (
          <span className="text-ink-3">not known</span>
        ) : (
          groupDigits(old.files)
        )}
      </Amount>
      <Amount label="Free in the new home">
        <Size bytes={to.person?.facts?.bytesFree ?? null} />
      </Amount>
    </dl>
  );
}

function Amount({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-caption text-ink-3">{label}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
    </div>
  );
}

const STEPS = [
  { icon: 'scan', words: 'The old home is scanned. It is only ever read.' },
  { icon: 'folder', words: 'Every file is copied into a folder of its own in the new home.' },
  { icon: 'user', words: 'The new user becomes the owner, and the copy is compared with the original.' },
  { icon: 'list', words: 'The result stays on record: what was copied, what was not, and the log.' },
] as const satisfies readonly { icon: IconName; words: string }[];

function WhatHappens({ className }: { readonly className: string }) {
  return (
    <aside aria-label="What happens" className={`panel ${className}`}>
      <header className="flex min-h-11 items-center border-b border-line px-inset">
        <h2>What happens</h2>
      </header>
      <ol className="py-1.5">
        {STEPS.map(({ icon, words }) => (
          <li key={icon} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 px-inset py-2 text-row text-ink-2">
            <Icon name={icon} className="mt-0.5 text-ink-3" />
            {words}
          </li>
        ))}
      </ol>
    </aside>
  );
}
