import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#components/ui/link.tsx';

interface Crumb {
  readonly label: ReactNode;
  readonly href: Route;
}

interface BreadcrumbProps {
  /** The pages above, the highest first. */
  readonly above: readonly Crumb[];
  /** This page. */
  readonly children: ReactNode;
}

/** Where a deep page lies, on one line. A name too long for it is cut: the title below has it in full. */
export function Breadcrumb({ above, children }: BreadcrumbProps) {
  return (
    <nav aria-label="Breadcrumb" className="breadcrumb">
      <ol>
        {above.map(({ label, href }) => (
          <li key={href}>
            <Link href={href}>{label}</Link>
            <Icon name="chevronRight" className="icon-small" />
          </li>
        ))}
        <li>
          <span aria-current="page">{children}</span>
        </li>
      </ol>
    </nav>
  );
}
