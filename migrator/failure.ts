import { constants } from 'node:os';
import type { ExitName } from '#lib/migrations/exit-codes.ts';

/** An end of the run that has an exit code of its own. Its message is one sentence for an operator. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exit: ExitName;

  constructor(exit: ExitName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exit = exit;
  }
}

/** A system call that said no. `code` is the errno's name, as in Node's own errors. */
export class SyscallError extends Error {
  override readonly name = 'SyscallError';
  readonly code: string;
  readonly syscall: string;

  constructor(syscall: string, code: string) {
    super(`${syscall}: ${code}`);
    this.code = code;
    this.syscall = syscall;
  }
}

/** Where an errno has two names, as EAGAIN and EWOULDBLOCK, the first is taken. */
const ERRNO_NAMES = new Map(
  Object.entries(constants.errno)
    .toReversed()
    .map(([name, value]) => [value, name]),
);

/** `ENOENT` for 2, and so on. */
export const errnoName = (errno: number): string => ERRNO_NAMES.get(errno) ?? `errno ${errno}`;

/** The errno's name of anything that was thrown, or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** Whether an errno means that the file system or a quota is full. */
export const isFull = (code: string | undefined): boolean => code !== undefined && FULL.has(code);

/**
 * Anything thrown during a step, as the failure that ends the run: a full disk or quota is `outOfSpace` whatever the
 * step was, a failure stays itself, everything else becomes `exit` with `doing` saying what was tried.
 */
export function failureOf(error: unknown, exit: ExitName, doing: string): Failure {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  if (isFull(code)) {
    const what = code === 'EDQUOT' ? 'The quota of the new home is reached' : 'The new home is full';
    return new Failure('outOfSpace', `${what} (${code} while ${doing}).`, { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new Failure(exit, `Failed while ${doing}: ${reason}.`, { cause: error });
}
