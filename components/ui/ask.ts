import { unstable_isUnrecognizedActionError } from 'next/navigation';
import type { ActionResult } from '#lib/result.ts';

const UPDATED = 'Rehome was updated while this page was open, so nothing was done. Reload the page and try again.';

/**
 * Calls a server action. The server's own answer to a page of an older build, which knows the action by another name,
 * becomes a refusal in words; whatever else goes wrong is thrown, because it leaves open what was done.
 */
export async function ask<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await call();
  } catch (error) {
    if (!unstable_isUnrecognizedActionError(error)) throw error;
    return { ok: false, error: { code: 'unavailable', message: UPDATED } };
  }
}
