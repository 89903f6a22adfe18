import type { ReactNode } from 'react';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Time } from '#components/ui/time.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { CheckView } from '#lib/migrations/start-views.ts';
import { within } from './check-words.ts';
import type { Choice } from './choice.ts';

interface AmountsProps {
  readonly from: Choice;
  readonly to: Choice;
  readonly check: CheckView | null;
  /** What the form leaves out as it stands. */
  readonly excludes: readonly string[];
  readonly clock: Clock;
}

/**
 * How much there is, how much room a copy of it takes, and how much is free, as the latest run that looked has counted. What
 * files hold and what they take on a disk differ: holes take nothing, and every file takes whole blocks.
 */
export function Amounts({ from, to, check, excludes, clock }: AmountsProps) {
  const { bytes, files, needed, isMost, free, asOf } = amountsOf({ from, to, check, excludes });
  return (
    <dl
      className={`gap-x-7 gap-y-3 px-inset py-3.5 ${needed !== undefined || asOf !== null ? 'grid grid-cols-2' : 'flex flex-wrap'}`}
    >
      <Amount label="In the old home">
        <Size bytes={bytes} />
      </Amount>
      <Amount label="Files">
        {files === null ? <span className="text-ink-3">not known</span> : groupDigits(files)}
      </Amount>
      {needed !== undefined && (
        <Amount label="Room needed">
          {isMost && 'at most '}
          <Size bytes={needed} />
        </Amount>
      )}
      <Amount label="Free in the new home">
        <Size bytes={free} />
      </Amount>
      {asOf !== null && (
        <Amount label="Counted">
          <Time at={asOf} clock={clock} />
        </Amount>
      )}
    </dl>
  );
}

function amountsOf({ from, to, check, excludes }: Omit<AmountsProps, 'clock'>) {
  if (!check?.report?.old) {
    const [old, fresh] = [from.person?.facts ?? null, to.person?.facts ?? null];
    const sizes = { bytes: old?.bytes ?? null, files: old?.files ?? null, free: fresh?.bytesFree ?? null };
    return { ...sizes, needed: undefined, isMost: false, asOf: old?.asOf ?? null };
  }
  const { old, needed: room, ...report } = check.report;
  const free = report.room?.bytesFree ?? null;
  // Where more is left out than the check did, less room is needed; where less is, it takes another check to know.
  const needed = within(check.excludes, excludes) ? (room?.bytes ?? null) : null;
  const isMost = needed !== null && !within(excludes, check.excludes);
  // The panel's head says when the check was.
  return { bytes: old.bytes, files: old.files, needed, isMost, free, asOf: null };
}

function Amount({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-caption text-ink-3">{label}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
    </div>
  );
}
