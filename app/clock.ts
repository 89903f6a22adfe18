import 'server-only';
import { cookies } from 'next/headers';
import type { Clock } from '#lib/format/time.ts';
import { readZone, ZONE_COOKIE } from '#lib/format/zone.ts';

/** The reader's zone from its cookie, and the moment the page is made at, so that both sides render the same times. */
export async function readClock(): Promise<Clock> {
  const jar = await cookies();
  return { zone: readZone(jar.get(ZONE_COOKIE)?.value), now: new Date().toISOString() };
}
