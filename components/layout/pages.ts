import type { Route } from 'next';
import type { IconName } from '#components/ui/icon.tsx';
import type { Permission } from '#lib/access/roles.ts';
import { groupDigits } from '#lib/format/size.ts';
import type { ShellView } from '#lib/migrations/views.ts';

/** A page that the navigation leads to. */
export interface Page {
  readonly href: Route;
  readonly label: string;
  readonly icon: IconName;
  /** What somebody must be allowed to do to have the entry; by default, to see. */
  readonly needs?: Permission;
  readonly count?: (view: ShellView) => string | null;
}

const orNull = (count: number, words: string): string | null => (count > 0 ? `${groupDigits(count)}${words}` : null);

/** The pages of the navigation, in its order. */
export const PAGES: readonly Page[] = [
  { href: '/' as Route, label: 'Overview', icon: 'home' },
  { href: '/migrations/new' as Route, label: 'New migration', icon: 'plus', needs: 'run' },
  { href: '/migrations' as Route, label: 'Migrations', icon: 'list', count: ({ active }) => orNull(active, ' active') },
  { href: '/bulk' as Route, label: 'Bulk', icon: 'columns' },
  {
    href: '/cleanup' as Route,
    label: 'Cleanup',
    icon: 'archive',
    count: ({ leftovers, partialCopies }) => orNull(leftovers + partialCopies, ''),
  },
  { href: '/audit' as Route, label: 'Audit', icon: 'eye', needs: 'oversee' },
  { href: '/settings' as Route, label: 'Settings', icon: 'sliders', needs: 'oversee' },
];
