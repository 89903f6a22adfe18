import type { Metadata } from 'next';
import { readClock } from '#app/clock.ts';
import { AuditExport } from '#components/audit/audit-export.tsx';
import { AuditList } from '#components/audit/audit-list.tsx';
import { PageHead } from '#components/ui/panel.tsx';
import { openPage } from '#lib/access/page.ts';
import { formatZone } from '#lib/format/time.ts';
import { readAuditPage, readAuditQuery } from '#lib/migrations/audit-query.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Audit' };

interface AuditPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Who asked for what, and what came of it. */
export default async function Audit({ searchParams }: AuditPageProps) {
  await openPage('oversee');
  const params = await searchParams;
  const [query, page, clock] = [readAuditQuery(params), readAuditPage(params), await readClock()];
  const view = await runtime().audit.page(query, page, clock.zone);
  return (
    <>
      <PageHead title="Audit" actions={view.rows.length > 0 && <AuditExport query={query} />}>
        Every command and every refusal, newest first. Rows are never changed. Times and days in {formatZone(clock)}.
      </PageHead>
      <AuditList query={query} page={page} view={view} clock={clock} />
    </>
  );
}
