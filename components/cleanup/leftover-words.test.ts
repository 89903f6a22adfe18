import { expect, test } from 'vitest';
import { goingWords } from './leftover-words.ts';

test('a pod that does not go is told of with what holds it, and for how long', () => {
  const [asked, now] = ['2026-11-25T10:00:00.000Z', '2026-11-25T10:06:00.000Z'];
  const held = (...finalizers: readonly string[]) => goingWords({ finalizers }, asked, now);
  expect(held('storage.example.org/protect')).toMatch(
    /^Deletion requested 6\smin 00\ss ago; waiting on finalizer storage\.example\.org\/protect\.$/,
  );
  expect(held('a.example/x', 'b.example/y')).toContain('waiting on finalizers a.example/x, b.example/y.');
  expect(held()).toContain('its node has not let it go yet');
});
