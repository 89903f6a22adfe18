'use client';

import { useRef, useState } from 'react';
import { buttonClass } from '#components/ui/button.tsx';
import { writeCookie } from '#components/ui/cookie.ts';
import { Icon } from '#components/ui/icon.tsx';
import { THEME_COOKIE, THEMES, type Theme } from '#lib/format/theme.ts';

const LABELS: Readonly<Record<Theme, string>> = { light: 'Light', dark: 'Dark', system: 'As the system' };

/** Light, dark, or as the system says; kept in a cookie, so that the server's first paint has it. */
export function ThemeSwitch({ initial }: { readonly initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const menu = useRef<HTMLFieldSetElement>(null);
  const choose = (next: Theme) => {
    setTheme(next);
    document.documentElement.dataset.theme = next;
    writeCookie(THEME_COOKIE, next);
    menu.current?.hidePopover();
  };
  return (
    <>
      <button
        type="button"
        popoverTarget="theme-menu"
        aria-label="Theme"
        title="Theme"
        className={buttonClass({ variant: 'quiet', size: 'icon' })}
      >
        <Icon name="theme" />
      </button>
      <fieldset id="theme-menu" ref={menu} popover="auto" className="popup theme-menu">
        <legend className="sr-only">Theme</legend>
        {THEMES.map((option) => (
          <label key={option} className="menu-item">
            <input
              type="radio"
              name="theme"
              className="peer sr-only"
              checked={option === theme}
              onChange={() => choose(option)}
            />
            <span className="flex-1">{LABELS[option]}</span>
            <Icon name="check" className="invisible peer-checked:visible" />
          </label>
        ))}
      </fieldset>
    </>
  );
}
