'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { writeCookie } from '#components/ui/cookie.ts';
import { ZONE_COOKIE } from '#lib/format/zone.ts';

/** Tells the server the browser's time zone, once; the page then comes again with times in it. Renders nothing. */
export function ZoneCookie({ known }: { readonly known: string | null }) {
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === known) return;
    writeCookie(ZONE_COOKIE, zone);
    // What still streams in has to be taken over as it was sent before anything newer comes.
    const refresh = (): void => void setTimeout(() => router.refresh());
    if (document.readyState === 'complete') refresh();
    else window.addEventListener('load', refresh, { once: true });
    return () => window.removeEventListener('load', refresh);
  }, [known, router]);
  return null;
}
