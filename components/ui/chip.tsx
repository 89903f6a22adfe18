import type { ComponentProps, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { Link } from './link.tsx';

const BASE =
  'inline-flex h-[30px] flex-none items-center gap-1.5 rounded-control border px-2.5 text-row font-medium whitespace-nowrap max-phone:h-10 pointer-coarse:h-10';

interface ChipLinkProps {
  readonly href: ComponentProps<typeof Link>['href'];
  /** The chosen one of its row. */
  readonly current: boolean;
  readonly icon?: IconName;
  readonly count?: string;
  readonly children: ReactNode;
}

/** One of a row of ready-made filters; each is an address. */
export function ChipLink({ href, current, icon, count, children }: ChipLinkProps) {
  const tone = current ? 'border-ink bg-ink text-paper' : 'border-line bg-surface text-ink-2 hover:border-edge';
  return (
    <Link href={href} className={`${BASE} ${tone}`} {...(current && { 'aria-current': 'true' as const })}>
      {icon && <Icon name={icon} />}
      {children}
      {count !== undefined && <span className={`font-normal ${current ? '' : 'text-ink-3'}`}>{count}</span>}
    </Link>
  );
}

interface FilterChipProps {
  readonly children: ReactNode;
  /** Where the list is without this filter. */
  readonly clearHref: ComponentProps<typeof Link>['href'];
  readonly clearLabel: string;
}

/** A filter that is set, with a cross that takes it away. */
export function FilterChip({ children, clearHref, clearLabel }: FilterChipProps) {
  return (
    <span className={`${BASE} border-accent-line bg-accent-tint pr-1 text-ink`}>
      {children}
      <Link
        href={clearHref}
        aria-label={clearLabel}
        className="grid size-[22px] place-items-center rounded-chip text-ink-2 hover:bg-hover hover:text-ink max-phone:size-10"
      >
        <Icon name="cross" className="icon-small" />
      </Link>
    </span>
  );
}

/** A row of chips; on phones it scrolls sideways in itself. */
export function ChipRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="mb-3 flex flex-wrap gap-1.5 max-phone:-mx-gutter max-phone:flex-nowrap max-phone:overflow-x-auto max-phone:px-gutter max-phone:[scrollbar-width:none]"
    >
      {children}
    </nav>
  );
}
