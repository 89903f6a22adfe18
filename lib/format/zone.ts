/** The cookie with the browser's time zone, an IANA name. */
export const ZONE_COOKIE = 'tz';

/** The zone a cookie names, or UTC while it names none that exists. */
export function readZone(value: string | undefined): string {
  if (!value || value.length > 64) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: decodeURIComponent(value) }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
