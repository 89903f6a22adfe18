import { afterEach, beforeEach, expect } from 'vitest';

/** Fails each test of this file after which a rejection or an exception was left to nobody. */
export function expectNoStrays(): void {
  const strays: unknown[] = [];
  const note = (error: unknown) => strays.push(error);
  beforeEach(() => {
    strays.length = 0;
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
  });
  afterEach(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
    expect(strays, 'left to nobody').toEqual([]);
  });
}
