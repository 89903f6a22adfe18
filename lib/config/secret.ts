import { z } from 'zod';

/** Where a secret is kept, when it is not written in the configuration itself: one of the two. */
export interface SecretReference {
  readonly env?: string;
  readonly file?: string;
}

/** Gives the secret, or throws an error whose message says why it cannot be had. */
export type SecretReader = (reference: SecretReference) => string;

const name = z.string().min(1, 'must not be empty').exactOptional();
const reference = z
  .strictObject({ env: name, file: name })
  .refine((value) => Object.keys(value).length === 1, 'name exactly one of env and file')
  .meta({ minProperties: 1, maxProperties: 1 });

/** A text that may also be kept in an environment variable (`{ env: NAME }`) or in a file (`{ file: PATH }`). */
export const secret = (read: SecretReader) =>
  z.union([z.string().min(1, 'must not be empty'), reference]).transform((value, context) => {
    if (typeof value === 'string') return value;
    try {
      return read(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });
