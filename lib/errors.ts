import type { ErrorCode } from '#lib/result.ts';

const BRAND = Symbol.for('rehome.error');

/** A failure the caller can act on. Its message may be shown to an operator; its cause is for the log. */
export class RehomeError extends Error {
  override readonly name: string = 'RehomeError';
  readonly [BRAND] = true;
  readonly code: ErrorCode;
  /** Messages by field of the input, where the input was at fault. */
  readonly fields: Readonly<Record<string, string>> | undefined;
  /** Whether the audit has it already. */
  readonly recorded: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    options?: ErrorOptions & { fields?: Readonly<Record<string, string>>; recorded?: boolean },
  ) {
    super(message, options);
    this.code = code;
    this.fields = options?.fields;
    this.recorded = options?.recorded ?? false;
  }
}

/** Next bundles a module more than once, so `instanceof` says no to an error made in another bundle. */
export const isRehomeError = (error: unknown): error is RehomeError => error instanceof Error && BRAND in error;

/** The message of anything that was thrown, for a log line. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
