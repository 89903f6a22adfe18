import type { Route } from 'next';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { StatusChip } from '#components/migrations/status.tsx';
import { pairHref } from '#components/pairs/pair-href.ts';
import { Link } from '#components/ui/link.tsx';
import { Cell, SecondLine } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { AuditRowView } from '#lib/migrations/audit-views.ts';
import { actionWords, detailWords, objectOf, RESULTS } from './audit-words.ts';

interface AuditRowProps {
  readonly row: AuditRowView;
  readonly clock: Clock;
}

/** One thing that somebody asked for, and what came of it. */
export function AuditRow({ row, clock }: AuditRowProps) {
  const { family, words } = RESULTS[row.result];
  return (
    <tr>
      <Cell card="tape" className="align-top">
        <Time at={row.at} clock={clock} withSeconds />
      </Cell>
      <Cell card="name" wrap className="align-top menu:w-[34%]">
        <span className="font-medium">{actionWords(row.action)}</span> <ObjectLink row={row} />
        <What row={row} />
      </Cell>
      <Cell card="status" wrap className="align-top menu:w-[28%]">
        <StatusChip family={family} words={words} />
        {row.detail !== null && (
          <span dir="auto" className="block max-w-[52ch] text-caption text-ink-2 [overflow-wrap:anywhere]">
            {detailWords(row.detail)}
          </span>
        )}
      </Cell>
      <Cell card="text" wrap className="align-top menu:w-[16%]">
        <span className="text-ink-3 menu:sr-only">By </span>
        <bdi dir="auto" className="[overflow-wrap:anywhere]">
          {row.actor}
        </bdi>
        {row.source !== null && <span className="text-caption text-ink-3 menu:block"> from {row.source}</span>}
      </Cell>
      <Cell card={row.why === null ? 'hidden' : 'text'} wrap className="align-top">
        {row.why !== null && (
          <span dir="auto" className="block max-w-[40ch] [overflow-wrap:anywhere]">
            {row.why}
          </span>
        )}
      </Cell>
    </tr>
  );
}

/** Leads to the run or the batch that it was about. */
function ObjectLink({ row }: { readonly row: AuditRowView }) {
  const object = objectOf(row);
  if (!object || 'name' in object) return null;
  const href = 'run' in object ? `/migrations/${object.run}` : `/bulk/${object.batch}`;
  const what = 'run' in object ? 'run' : 'batch';
  return (
    <Link href={href as Route} className="ml-1 text-caption text-ink-3 underline decoration-soft underline-offset-2">
      {row.result === 'refused' ? `the ${what} it was about` : `the ${what}`}
    </Link>
  );
}

/** The pair, or the object it was about. */
function What({ row }: { readonly row: AuditRowView }) {
  const { oldUser, newUser } = row;
  const object = objectOf(row);
  return (
    <>
      {oldUser && newUser && (
        <Link href={pairHref(oldUser, newUser)} className="block">
          <PairLabel oldUser={oldUser} newUser={newUser} />
        </Link>
      )}
      {object && 'name' in object && (
        <SecondLine>
          <bdi className="mono [overflow-wrap:anywhere]">{object.name}</bdi>
        </SecondLine>
      )}
    </>
  );
}
