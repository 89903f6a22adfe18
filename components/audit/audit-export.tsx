import { Menu, MenuDownload } from '#components/ui/menu.tsx';
import type { AuditQuery } from '#lib/migrations/audit-query.ts';
import { auditFileHref } from './audit-address.ts';

/** What the page shows, over all of its pages, as a file. */
export function AuditExport({ query }: { readonly query: AuditQuery }) {
  return (
    <Menu label="Export" icon="download">
      <p className="px-2 pt-1 pb-1.5 text-caption text-ink-3">
        All that fits these filters, newest first, times in UTC
      </p>
      <MenuDownload href={auditFileHref(query, 'csv')}>CSV, for spreadsheets</MenuDownload>
      <MenuDownload href={auditFileHref(query, 'json')}>JSON, for programs</MenuDownload>
    </Menu>
  );
}
