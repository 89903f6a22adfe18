import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks until the answer is not undefined, and gives it back. Throws when it still is after `ms`, with what was awaited;
 * an answer that fails is asked for again.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  ms: number,
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    let trouble: unknown;
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      trouble = error;
    }
    if (performance.now() > deadline) throw new Error(`not so within ${ms} ms: ${what}`, { cause: trouble });
    await pause(25);
  }
}
