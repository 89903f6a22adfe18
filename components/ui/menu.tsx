'use client';

import { type ComponentProps, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type ButtonVariant, buttonClass } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Link } from './link.tsx';
import { useClipboard } from './use-clipboard.ts';
import { useWarm } from './use-warm.ts';

interface MenuProps {
  /** What it opens, in words; on phones the icon alone is seen, as with `iconOnly` everywhere. */
  readonly label: string;
  readonly icon?: IconName;
  readonly iconOnly?: boolean;
  readonly variant?: ButtonVariant;
  readonly className?: string;
  /** Which end of the button and the list stand below each other. */
  readonly align?: 'start' | 'end';
  /** Its lines are made when it is first opened: for rows, of which a page has many. */
  readonly late?: boolean;
  readonly children: ReactNode;
}

/**
 * A button that opens a list of links, buttons or boxes beside it. A choice closes it; a box leaves it open, and so does what
 * is marked with `data-stays`.
 */
export function Menu(props: MenuProps) {
  const { label, icon, iconOnly = false, variant = 'secondary', className = '', align = 'end', late = false } = props;
  const id = useId();
  const popup = useRef<HTMLDivElement>(null);
  const [isMade, setMade] = useState(!late);
  useWarm(popup, !late);
  useEffect(() => {
    // It may have been opened before the page's script ran.
    if (popup.current?.matches(':popover-open')) setMade(true);
  }, []);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        {...(iconOnly && { 'aria-label': label, title: label })}
        className={buttonClass({ variant, size: iconOnly ? 'icon' : 'small' }, className)}
      >
        {icon && <Icon name={icon} />}
        {!iconOnly && (
          <>
            <span className={icon ? 'max-phone:sr-only' : ''}>{label}</span>
            <Icon name="chevronDown" className={`icon-small -mr-1 ${icon ? 'max-phone:hidden' : ''}`} />
          </>
        )}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the clicks of the links and buttons inside. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link or a button is a click. */}
      <div
        ref={popup}
        id={id}
        popover="auto"
        className={`popup menu-popup menu-${align}`}
        onClick={(event) => {
          if (!(event.target instanceof Element) || event.target.closest('[data-stays]')) return;
          if (event.target.closest('a, button')) event.currentTarget.hidePopover();
        }}
        {...(late && { onBeforeToggle: () => setMade(true) })}
      >
        {isMade && props.children}
      </div>
    </>
  );
}

/** One line of a menu that is a file to download. */
export function MenuDownload({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} download className="menu-item">
      {children}
    </a>
  );
}

type MenuLinkProps = ComponentProps<typeof Link>;

/** One line of a menu that goes somewhere. Its page is read only when it is asked for. */
export const MenuLink = (props: MenuLinkProps) => <Link className="menu-item" {...props} />;

/** One line of a menu that does something; with an ellipsis a question follows. */
export const MenuButton = (props: ComponentProps<'button'>) => (
  <button type="button" className="menu-item w-full text-left" {...props} />
);

/** One line of a menu that puts an address of this site on the clipboard, and says so where it stands. */
export function CopyLink({ path }: { readonly path: string }) {
  const { said, copy } = useClipboard();
  return (
    <span data-stays>
      <MenuButton onClick={() => void copy(() => new URL(path, location.href).href)}>{said ?? 'Copy link'}</MenuButton>
      <span role="status" className="sr-only">
        {said}
      </span>
    </span>
  );
}
