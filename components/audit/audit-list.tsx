import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { HeadCell, Table } from '#components/ui/table.tsx';
import type { Clock } from '#lib/format/time.ts';
import { ANY_AUDIT, type AuditPage, type AuditQuery } from '#lib/migrations/audit-query.ts';
import type { AuditView } from '#lib/migrations/audit-views.ts';
import { auditHref } from './audit-address.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditRow } from './audit-row.tsx';

interface AuditListProps {
  readonly query: AuditQuery;
  readonly page: AuditPage | undefined;
  readonly view: AuditView;
  readonly clock: Clock;
}

/** The audit: filters, rows, the ways to older and newer ones. */
export function AuditList({ query, page, view, clock }: AuditListProps) {
  const narrowed = auditHref(query) !== auditHref(ANY_AUDIT);
  const { rows, older, newer } = view;
  if (rows.length === 0 && !narrowed && !page) {
    return (
      <section className="panel" aria-label="Audit">
        <Empty title="Nothing was asked for yet">
          Each command is written down here with who gave it and what came of it, and so is each refusal.
        </Empty>
      </section>
    );
  }
  return (
    <section className="panel" aria-label="Audit">
      <AuditFilters query={query} actors={view.actors} narrowed={narrowed} />
      {rows.length === 0 ? (
        <Empty
          small
          title={narrowed ? 'Nothing in the audit fits these filters' : 'There is nothing beyond this'}
          action={
            <ButtonLink href={auditHref(page ? query : ANY_AUDIT)}>{page ? 'Newest' : 'Clear filters'}</ButtonLink>
          }
        >
          {(query.old || query.new) && 'Usernames have to be written in full, as they are.'}
        </Empty>
      ) : (
        <>
          <Table label="Audit">
            <thead>
              <tr>
                <HeadCell>When</HeadCell>
                <HeadCell>What</HeadCell>
                <HeadCell>Result</HeadCell>
                <HeadCell>Who</HeadCell>
                <HeadCell>Why</HeadCell>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <AuditRow key={row.id} row={row} clock={clock} />
              ))}
            </tbody>
          </Table>
          <nav
            aria-label="Pages"
            className="flex min-h-12 flex-wrap items-center justify-end gap-2 border-t border-line px-inset py-2"
          >
            {page && (
              <ButtonLink size="small" variant="quiet" href={auditHref(query)}>
                Newest
              </ButtonLink>
            )}
            {newer && (
              <ButtonLink size="small" href={auditHref(query, newer)} rel="prev">
                Newer
              </ButtonLink>
            )}
            {older ? (
              <ButtonLink size="small" href={auditHref(query, older)} rel="next">
                Older
              </ButtonLink>
            ) : (
              <span className="text-row text-ink-3">{narrowed ? 'The first that fits' : 'The first there is'}</span>
            )}
          </nav>
        </>
      )}
    </section>
  );
}
