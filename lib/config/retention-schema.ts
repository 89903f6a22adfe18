import { z } from 'zod';
import { parseDuration } from './duration.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A hundred years: longer is a typing error. */
const LONGEST_DAYS = 36_500;
const RULE = 'write never, or how many days, such as 90d';

/**
 * How long something is kept, read as milliseconds; null where it is kept for good. In days: what is removed does not come
 * back, so that a minute written for a month must be no way to say it.
 */
const keptFor = () =>
  z
    .string(RULE)
    .regex(/^(never|\d{1,9}d)$/, RULE)
    .transform((text) => (text === 'never' ? null : (parseDuration(text) ?? null)))
    .refine((ms) => ms === null || ms >= DAY_MS, 'must be 1d at least')
    .refine((ms) => ms === null || ms <= LONGEST_DAYS * DAY_MS, `must be ${LONGEST_DAYS}d at most`)
    .prefault('never');

/** After how long records are removed. Nothing is, unless it is asked for. */
export const retentionSchema = z.strictObject({
  runs: keptFor().describe('How long after its end the record of a run is removed; never by default.'),
  evidence: keptFor().describe('How long after its end the log, events and pod facts of a run are removed.'),
  audit: keptFor().describe('After how long rows of the audit are removed.'),
  notices: keptFor().describe('How long after their end messages that were delivered or given up are removed.'),
});
