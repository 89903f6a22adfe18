import type { Route } from 'next';
import type { ReactNode } from 'react';
import { buttonClass } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Link } from '#components/ui/link.tsx';
import { Toasts } from '#components/ui/toasts.tsx';
import type { Theme } from '#lib/format/theme.ts';
import { formatZone } from '#lib/format/time.ts';
import type { ShellView } from '#lib/migrations/views.ts';
import { ClusterContact } from './cluster-contact.tsx';
import { Mark } from './mark.tsx';
import { Navigation } from './navigation.tsx';
import { Plate } from './plate.tsx';
import { scopeOf } from './scope.ts';
import { Shortcuts } from './shortcuts.tsx';
import { StaleBanner } from './stale-banner.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

const MENU_ID = 'menu';
const SEARCH_ID = 'search';
const START = '/' as Route;

interface ShellProps {
  readonly view: ShellView;
  /** IANA name, from the cookie. */
  readonly zone: string;
  readonly theme: Theme;
  readonly children: ReactNode;
}

/** The frame of every page: sidebar, header, banner, content. */
export function Shell({ view, zone, theme, children }: ShellProps) {
  return (
    <div className="shell">
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <Sidebar view={view} zone={zone} />
      <div className="min-w-0">
        <Header view={view} zone={zone} theme={theme} />
        <StaleBanner initial={view} zone={zone} />
        <noscript>
          <p className="border-b border-line bg-attention-tint px-gutter py-2 text-row">
            Rehome needs JavaScript, which is off.
          </p>
        </noscript>
        <main id="content" tabIndex={-1} className="page">
          {children}
        </main>
      </div>
      <Toasts />
    </div>
  );
}

/** One element in three shapes: a sidebar, a rail of icons, and a sheet that the header's menu button opens. */
function Sidebar({ view, zone }: Pick<ShellProps, 'view' | 'zone'>) {
  const { actor } = view;
  return (
    <nav id={MENU_ID} popover="auto" className="sidebar" aria-label="Main">
      <Link href={START} className="wordmark">
        <Mark className="size-6 flex-none text-accent" />
        <span className="nav-words">rehome</span>
      </Link>
      <Navigation initial={view} menuId={MENU_ID} />
      <div className="sidebar-foot">
        <ClusterContact initial={view} zone={zone} />
        <div className="contact" title={`Times are shown in ${zone}`}>
          <Icon name="clock" className="icon-small -mx-[3px]" />
          <span className="nav-words">
            Times in {formatZone({ zone, now: view.now })}
            {zone !== 'UTC' && <span className="text-ink-3">, {zone.split('/').at(-1)?.replaceAll('_', ' ')}</span>}
          </span>
        </div>
        <div className="mt-3 flex items-center gap-2 text-row" title={`${actor.name}, ${actor.role}`}>
          <span
            aria-hidden="true"
            className="grid size-[26px] flex-none place-items-center rounded-control border border-line bg-sunken text-[11px] font-semibold text-ink-2"
          >
            {initialsOf(actor.name)}
          </span>
          <span className="nav-words min-w-0">
            <bdi className="block truncate font-medium">{actor.name}</bdi>
            <span className="block text-caption text-ink-3">{actor.role}</span>
          </span>
        </div>
      </div>
    </nav>
  );
}

function Header({ view, zone, theme }: Omit<ShellProps, 'children'>) {
  return (
    <header className="header">
      <button
        type="button"
        popoverTarget={MENU_ID}
        aria-label="Open menu"
        className={buttonClass({ variant: 'quiet', size: 'icon' }, 'menu-button')}
      >
        <Icon name="menu" />
      </button>
      <Whereabouts view={view} />
      <search className="ml-auto max-menu:hidden">
        <form action="/users" className="header-search input">
          <Icon name="search" className="text-ink-3" />
          <input
            id={SEARCH_ID}
            type="search"
            name="q"
            maxLength={255}
            dir="auto"
            placeholder="Search users"
            aria-label="Search users"
            autoComplete="off"
            spellCheck={false}
          />
          <Kbd>/</Kbd>
        </form>
      </search>
      <div className="flex max-menu:ml-auto">
        <Shortcuts searchId={SEARCH_ID} role={view.actor.role} zone={zone} />
        <ThemeSwitch initial={theme} />
      </div>
    </header>
  );
}

/** The environment's word, the cluster and the namespace; on phones the last two are one above the other. */
function Whereabouts({ view }: Pick<ShellProps, 'view'>) {
  const { environment, cluster, namespace } = view;
  return (
    <div className="flex min-w-0 items-center gap-2 text-row font-medium">
      {environment !== '' && <Plate {...scopeOf(view)} />}
      <p className="flex min-w-0 items-baseline gap-x-1.5 max-phone:flex-col max-phone:items-stretch max-phone:leading-4">
        {cluster !== '' && (
          <>
            <span
              className="max-w-60 truncate font-normal text-ink-2 max-phone:max-w-full max-phone:text-caption"
              title={`Cluster: ${cluster}`}
            >
              <span className="sr-only">Cluster: </span>
              {cluster}
            </span>
            <span aria-hidden="true" className="text-ink-3 max-phone:hidden">
              /
            </span>
          </>
        )}
        <span className="truncate" title={`Namespace: ${namespace}`}>
          <span className="sr-only">Namespace: </span>
          {namespace}
        </span>
      </p>
    </div>
  );
}

const initialsOf = (name: string): string =>
  name
    .split(/[\s._-]+/)
    .filter(Boolean)
    .map((word) => [...word][0]?.toUpperCase())
    .slice(0, 2)
    .join('');
