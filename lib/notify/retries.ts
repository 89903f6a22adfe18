/** How often and how long a message is tried. Durations are milliseconds. */
export interface Patience {
  readonly firstMs: number;
  readonly factor: number;
  readonly capMs: number;
  readonly tries: number;
}

/** Ten tries within about 20 hours: a receiver may be down over night. */
export const PATIENCE: Patience = { firstMs: 5_000, factor: 4, capMs: 6 * 3_600_000, tries: 10 };

/**
 * When a message is tried again, in milliseconds since the epoch; null where it is given up.
 *
 * @param tries - how often it was tried, this time included
 * @param waitMs - how long the receiver wants to be left alone
 */
export function nextTry(tries: number, now: number, waitMs: number, patience: Patience = PATIENCE): number | null {
  const { firstMs, factor, capMs } = patience;
  if (tries >= patience.tries) return null;
  const wait = Math.min(capMs, firstMs * factor ** (tries - 1)) * (0.8 + Math.random() * 0.4);
  return now + Math.max(wait, Math.min(waitMs, capMs));
}
