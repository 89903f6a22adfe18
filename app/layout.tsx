import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { ZoneCookie } from '#components/layout/zone-cookie.tsx';
import { readTheme, THEME_COOKIE } from '#lib/format/theme.ts';
import { ZONE_COOKIE } from '#lib/format/zone.ts';
import { FONT_CLASSES } from './fonts.ts';
import { Providers } from './providers.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Rehome', template: '%s · Rehome' },
  description: "Moves a person's files to their new account",
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8f7f4' },
    { media: '(prefers-color-scheme: dark)', color: '#0c1214' },
  ],
};

/** The html frame: theme from its cookie, and the browser's zone put into a cookie once. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const jar = await cookies();
  return (
    <html lang="en" className={FONT_CLASSES} data-theme={readTheme(jar.get(THEME_COOKIE)?.value)}>
      <body>
        <Providers>{children}</Providers>
        <ZoneCookie known={jar.get(ZONE_COOKIE)?.value ?? null} />
      </body>
    </html>
  );
}
