import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Shell } from '#components/layout/shell.tsx';
import { openPage } from '#lib/access/page.ts';
import { readTheme, THEME_COOKIE } from '#lib/format/theme.ts';
import { readZone, ZONE_COOKIE } from '#lib/format/zone.ts';
import { runtime } from '#lib/runtime.ts';

/** The frame of every screen, with what it shows of the cluster. */
export default async function DashboardLayout({ children }: { readonly children: ReactNode }) {
  const actor = await openPage('see');
  const jar = await cookies();
  const view = await runtime().reader.shell(actor);
  return (
    <Shell view={view} zone={readZone(jar.get(ZONE_COOKIE)?.value)} theme={readTheme(jar.get(THEME_COOKIE)?.value)}>
      {children}
    </Shell>
  );
}
