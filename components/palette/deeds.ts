import { applyTheme } from '#components/layout/apply-theme.ts';
import { sayInPassing } from '#components/ui/toast.ts';
import { readTheme } from '#lib/format/theme.ts';
import type { Deed } from './entries.ts';

/** Does what an entry stands for, once the dialog is closed. */
export async function doDeed(deed: Exclude<Deed, 'keys'>): Promise<void> {
  if (deed === 'print') return window.print();
  if (deed !== 'copy address') return applyTheme(readTheme(deed.replace('theme ', '')));
  try {
    await navigator.clipboard.writeText(window.location.href);
    sayInPassing('Address copied');
  } catch {
    sayInPassing('The browser did not let the address be copied. It stands in its address bar.');
  }
}
