import type { ReactNode } from 'react';

interface PanelProps {
  readonly title?: ReactNode;
  /** After the title, quietly: a count, a note. */
  readonly aside?: ReactNode;
  /** At the right end of the title's row. */
  readonly action?: ReactNode;
  readonly className?: string;
  /** `complementary` content beside the main column is an aside. */
  readonly as?: 'section' | 'aside' | 'div';
  readonly label?: string;
  /** Where an address may lead to. */
  readonly id?: string;
  readonly children: ReactNode;
}

/** One hairline box. Never put one inside another. */
export function Panel({ title, aside, action, className = '', as: Box = 'section', label, id, children }: PanelProps) {
  return (
    <Box className={`panel ${className}`} {...(label && { 'aria-label': label })} {...(id && { id })}>
      {title && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-2 border-b border-line px-inset py-1 max-phone:gap-y-1 max-phone:py-2.5">
          <h2>{title}</h2>
          {aside && <span className="text-row text-ink-3">{aside}</span>}
          {action && <div className="ml-auto">{action}</div>}
        </header>
      )}
      {children}
    </Box>
  );
}

interface PageHeadProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** What else can be done: one small button, beside the title also on phones. */
  readonly menu?: ReactNode;
}

/** The head of a page: its title, a line below, and what can be done with the page as a whole. */
export function PageHead({ title, children, actions, menu }: PageHeadProps) {
  return (
    <div className="mb-5 flex items-start gap-4 max-phone:flex-wrap max-phone:gap-3">
      <div className="min-w-0 flex-1">
        <h1 className="flex flex-wrap items-center gap-x-3.5 gap-y-1">{title}</h1>
        {children && <div className="mt-0.5 text-row text-ink-2">{children}</div>}
      </div>
      {actions && (
        <div className="flex flex-none gap-2 empty:hidden max-phone:order-last max-phone:w-full max-phone:flex-wrap max-phone:*:flex-1">
          {actions}
        </div>
      )}
      {menu}
    </div>
  );
}
