import type { Route } from 'next';
import type { ReactNode } from 'react';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { FAMILIES } from '#components/migrations/status-look.ts';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Family } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';

interface RunLineProps {
  readonly run: RunView;
  readonly family: Family;
  readonly children: ReactNode;
  /** What can be done about it, beside the way to it. */
  readonly action?: ReactNode;
}

/** A run in a list of few: its shape, its pair, a line of words. All of it leads to the run, but for what can be done at once. */
export function RunLine({ run, family, children, action }: RunLineProps) {
  const { icon, mark } = FAMILIES[family];
  return (
    <li className="flex items-center border-t border-line first:border-t-0">
      <Link
        href={`/migrations/${run.id}` as Route}
        className="grid min-w-0 flex-1 grid-cols-[16px_minmax(0,1fr)_16px] items-start gap-x-3 px-inset py-2.5 -outline-offset-2 hover:bg-hover"
      >
        <Icon name={icon} className={`mt-0.5 ${mark}`} />
        <span className="min-w-0 text-row">
          <PairLabel oldUser={run.oldUser} newUser={run.newUser} />
          {(run.number > 1 || run.kind !== 'copy') && (
            <span className="ml-2 text-caption whitespace-nowrap text-ink-3">
              #{run.number}
              {run.kind !== 'copy' && `, ${run.kind}`}
            </span>
          )}
          <span className="block text-ink-2 [overflow-wrap:anywhere]">{children}</span>
        </span>
        <Icon name="chevronRight" className="mt-0.5 text-ink-3" />
      </Link>
      {action && <div className="pr-inset pl-2">{action}</div>}
    </li>
  );
}
