import { expect, test } from 'vitest';
import { KeyedLock } from './keyed-lock.ts';

test('tasks of one key run one at a time, in order, also after one has failed', async () => {
  const lock = new KeyedLock();
  const steps: string[] = [];
  const task = (name: string, fails = false) =>
    lock.run('pair', async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([task('a'), task('b', true), task('c')]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('defect N: a pair that waits does not hold up another', async () => {
  const lock = new KeyedLock();
  const slow = Promise.withResolvers<string>();
  const waiting = lock.run('ada to bob', () => slow.promise);
  expect(await lock.run('cleo to dan', async () => 'done')).toBe('done');
  slow.resolve('late');
  expect(await waiting).toBe('late');
});
