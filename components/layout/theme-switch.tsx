'use client';

import { useRef, useState } from 'react';
import { buttonClass } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { readTheme, THEMES, type Theme } from '#lib/format/theme.ts';
import { applyTheme, THEME_WORDS } from './apply-theme.ts';

/** Light, dark, or as the system says; kept in a cookie, so that the server's first paint has it. */
export function ThemeSwitch({ initial }: { readonly initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const menu = useRef<HTMLFieldSetElement>(null);
  const choose = (next: Theme) => {
    setTheme(next);
    applyTheme(next);
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
      <fieldset
        id="theme-menu"
        ref={menu}
        popover="auto"
        className="popup theme-menu"
        // It may have been chosen elsewhere meanwhile.
        onToggle={() => setTheme(readTheme(document.documentElement.dataset.theme))}
      >
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
            <span className="flex-1">{THEME_WORDS[option]}</span>
            <Icon name="check" className="invisible peer-checked:visible" />
          </label>
        ))}
      </fieldset>
    </>
  );
}
