'use client';

import { type ReactNode, useId } from 'react';
import { type ButtonVariant, buttonClass } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

interface MenuProps {
  /** What it opens, in words; on phones the icon alone is seen, as with `iconOnly` everywhere. */
  readonly label: string;
  readonly icon?: IconName;
  readonly iconOnly?: boolean;
  readonly variant?: ButtonVariant;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A button that opens a list of links, buttons or boxes beside it. A choice closes it, a box leaves it open. */
export function Menu({ label, icon, iconOnly = false, variant = 'secondary', className = '', children }: MenuProps) {
  const id = useId();
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
            <Icon name="chevronDown" className="icon-small -mr-1" />
          </>
        )}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the clicks of the links and buttons inside. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link or a button is a click. */}
      <div
        id={id}
        popover="auto"
        className="popup menu-popup"
        onClick={(event) => {
          const isChoice = event.target instanceof Element && event.target.closest('a, button') !== null;
          if (isChoice) event.currentTarget.hidePopover();
        }}
      >
        {children}
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
