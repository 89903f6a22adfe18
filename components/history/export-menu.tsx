import { Menu, MenuDownload } from '#components/ui/menu.tsx';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { exportHref } from './list-address.ts';

/** The runs that the list shows, over all of its pages, as a file. */
export function ExportMenu({ query }: { readonly query: ListQuery }) {
  return (
    <Menu label="Export" icon="download" variant="quiet">
      <p className="px-2 pt-1 pb-1.5 text-caption text-ink-3">All pages of this list, newest first, times in UTC</p>
      <MenuDownload href={exportHref(query, 'csv')}>CSV, for spreadsheets</MenuDownload>
      <MenuDownload href={exportHref(query, 'json')}>JSON, for programs</MenuDownload>
    </Menu>
  );
}
