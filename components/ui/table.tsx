import type { ComponentProps, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';

/**
 * What a cell becomes where rows turn into cards (below 981 px): the name's line, the status beside its tape, a number,
 * a time, a line of text, the one action, the box that selects it, a menu, or nothing.
 */
export type CardRole = 'name' | 'status' | 'tape' | 'number' | 'when' | 'text' | 'action' | 'pick' | 'menu' | 'hidden';

interface TableProps {
  /** What the table lists, for a reader who cannot see the heading above it. */
  readonly label: string;
  readonly children: ReactNode;
  /** The rows are old: newer ones could not be had. */
  readonly stale?: boolean;
}

/** A table with hairlines, whose rows turn into cards on narrow screens. */
export function Table({ label, children, stale = false }: TableProps) {
  return (
    <div className="table-room">
      <table aria-label={label} className={`table as-cards ${stale ? 'is-stale' : ''}`}>
        {children}
      </table>
    </div>
  );
}

export interface CellProps extends ComponentProps<'td'> {
  readonly card: CardRole;
  /** Numbers end at the right. */
  readonly end?: boolean;
  /** Hidden where room is short (below 1265 px) while rows are rows. */
  readonly least?: boolean;
  /** May take several lines. */
  readonly wrap?: boolean;
}

/** A cell of a row. */
export function Cell({ card, end, least, wrap, className = '', ...rest }: CellProps) {
  const flags = `${end ? 'end' : ''} ${least ? 'least' : ''} ${wrap ? 'wrap' : ''}`;
  return <td className={`card-${card} ${card === 'action' ? 'row-action' : ''} ${flags} ${className}`} {...rest} />;
}

interface HeadCellProps {
  readonly children: ReactNode;
  readonly end?: boolean;
  readonly least?: boolean;
  readonly sort?:
    | {
        /** The list sorted by this column, or the other way round if it is already. */
        readonly href: ComponentProps<typeof Link>['href'];
        readonly direction: 'ascending' | 'descending' | null;
      }
    | undefined;
}

/** The head of a column; with `sort` it is a link that sorts by it. */
export function HeadCell({ children, end, least, sort }: HeadCellProps) {
  const className = `${end ? 'end' : ''} ${least ? 'least' : ''}`;
  if (!sort) {
    return (
      <th scope="col" className={className}>
        {children}
      </th>
    );
  }
  const { href, direction } = sort;
  return (
    <th scope="col" className={className} {...(direction && { 'aria-sort': direction })}>
      <Link href={href} scroll={false} className="inline-flex items-center gap-1 hover:text-ink">
        {children}
        {direction && <Icon name={direction === 'ascending' ? 'arrowUp' : 'arrowDown'} className="size-3" />}
      </Link>
    </th>
  );
}

/** The head of the column of buttons, for who cannot see that they are such. */
export const ActionsHeadCell = () => (
  <HeadCell>
    <span className="sr-only">Actions</span>
  </HeadCell>
);

/** A second, quieter line in a cell. */
export function SecondLine({ children }: { readonly children: ReactNode }) {
  return <span className="block text-caption text-ink-3">{children}</span>;
}
