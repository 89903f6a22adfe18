'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Link } from '#components/ui/link.tsx';
import { may } from '#lib/access/roles.ts';
import type { ShellView } from '#lib/migrations/views.ts';
import { keyOf } from './keys.ts';
import { PAGES, type Page } from './pages.ts';
import { useShell } from './use-shell.ts';

/** The page an address belongs to: the longest entry that begins it. */
const currentOf = (path: string): string | undefined =>
  PAGES.map(({ href }) => href as string)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];

/** Links to the pages, with counts that stay fresh. Going somewhere closes the menu sheet it may lie in. */
export function Navigation({ initial, menuId }: { readonly initial: ShellView; readonly menuId: string }) {
  const { data } = useShell(initial);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect is about having gone somewhere.
  useEffect(() => {
    const menu = document.getElementById(menuId);
    if (menu?.matches(':popover-open')) menu.hidePopover();
  }, [path, menuId]);
  const current = currentOf(path);
  return (
    <ul className="mt-2">
      {PAGES.filter(({ needs = 'see' }) => may(data.actor.role, needs)).map((entry) => (
        <NavigationLink key={entry.href} entry={entry} view={data} isCurrent={entry.href === current} />
      ))}
    </ul>
  );
}

interface NavigationLinkProps {
  readonly entry: Page;
  readonly view: ShellView;
  readonly isCurrent: boolean;
}

function NavigationLink({ entry: { href, label, icon, count }, view, isCurrent }: NavigationLinkProps) {
  const key = keyOf(href);
  const counted = count?.(view);
  return (
    <li className="nav-row">
      <Link href={href} className="nav-link" {...(isCurrent && { 'aria-current': 'page' as const })}>
        <Icon name={icon} />
        <span className="nav-words">
          {label}
          {counted && <span className="nav-count">{counted}</span>}
        </span>
        {key && <Kbd className="nav-key">{key}</Kbd>}
      </Link>
    </li>
  );
}
