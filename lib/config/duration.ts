import { z } from 'zod';

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const PATTERN = /^\d{1,9}(ms|s|m|h|d)$/;
/** Timers of Node fire at once when asked to wait longer than 2^31 - 1 ms. */
const LONGEST_MS = 24 * UNITS.d;

/** Milliseconds in a duration such as `90s`, `5m` or `24h`; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  const unit = PATTERN.exec(text)?.[1] as keyof typeof UNITS | undefined;
  return unit && Number.parseInt(text, 10) * UNITS[unit];
}

/** A setting written as a duration and read as milliseconds, from 1 ms to 24 days. */
export const duration = (byDefault: string) =>
  z
    .string('write a duration with its unit, such as 90s, 5m or 24h')
    .regex(PATTERN, 'write a duration with its unit, such as 90s, 5m or 24h')
    .transform((text) => parseDuration(text) ?? 0)
    .refine((ms) => ms > 0, 'must be longer than nothing')
    .refine((ms) => ms <= LONGEST_MS, 'must be 24d at most')
    .prefault(byDefault);
