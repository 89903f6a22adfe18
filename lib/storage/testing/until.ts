import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `condition` holds, looking often; fails with what was awaited when it does not within `ms`. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms in vain until ${what}`);
    await delay(5);
  }
}
