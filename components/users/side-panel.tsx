import type { Route } from 'next';
import { RunSizeWords } from '#components/history/run-cells.tsx';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { Status } from '#components/migrations/status.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import { listSearch } from '#lib/migrations/list-query.ts';
import type { SideView } from '#lib/migrations/user-views.ts';
import type { RunView } from '#lib/migrations/views.ts';

interface SidePanelProps {
  readonly title: string;
  /** Instead of runs: there are none. */
  readonly none: string;
  readonly side: SideView;
  /** Of the page. */
  readonly username: string;
  readonly clock: Clock;
  readonly stale: boolean;
}

/** The runs in which somebody is on one side, newest first. */
export function SidePanel({ title, none, side: { runs, count }, username, clock, stale }: SidePanelProps) {
  return (
    <Panel title={title} label={title} aside={groupDigits(count)}>
      {runs.length === 0 ? (
        <p className="px-inset py-4 text-row text-ink-2">{none}</p>
      ) : (
        <Table label={title} stale={stale}>
          <thead>
            <tr>
              <HeadCell>Old to new</HeadCell>
              <HeadCell>Status</HeadCell>
              <HeadCell end>Size</HeadCell>
              <HeadCell>Requested</HeadCell>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <SideRow key={run.id} run={run} clock={clock} />
            ))}
          </tbody>
        </Table>
      )}
      {count > runs.length && (
        <p className="border-t border-line px-inset py-2.5 text-row text-ink-2">
          The {runs.length} newest.{' '}
          <Link href={`/migrations${listSearch({ user: username })}` as Route} className="link">
            All migrations with this name
          </Link>
        </p>
      )}
    </Panel>
  );
}

function SideRow({ run, clock }: { readonly run: RunView; readonly clock: Clock }) {
  return (
    <tr>
      <Cell card="name" wrap>
        <Link href={`/migrations/${run.id}` as Route} className="row-link">
          <PairLabel oldUser={run.oldUser} newUser={run.newUser} />
          <span className="ml-2 text-caption whitespace-nowrap text-ink-2">
            <span className="sr-only">run </span>#{run.number}
            {run.kind !== 'copy' && `, ${run.kind}`}
          </span>
        </Link>
      </Cell>
      <Cell card="status">
        <Status run={run} now={clock.now} />
      </Cell>
      <Cell card="number" end>
        <RunSizeWords run={run} />
      </Cell>
      <Cell card="when">
        <Time at={run.requestedAt} clock={clock} />
      </Cell>
    </tr>
  );
}
