'use client';

import { useEffect } from 'react';
import { type Opened, rememberOpened } from './opened.ts';

/** Keeps in the browser that this page was opened. Renders nothing. */
export function RememberOpened({ opened }: { readonly opened: Opened }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page is opened once, however often it is rendered.
  useEffect(() => rememberOpened(opened), []);
  return null;
}
