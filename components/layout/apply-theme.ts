import { writeCookie } from '#components/ui/cookie.ts';
import { THEME_COOKIE, type Theme } from '#lib/format/theme.ts';

export const THEME_WORDS: Readonly<Record<Theme, string>> = { light: 'Light', dark: 'Dark', system: 'As the system' };

/** Shows the page in a theme, and keeps it in a cookie, so that the server's first paint has it. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  writeCookie(THEME_COOKIE, theme);
}
