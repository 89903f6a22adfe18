import { expect, test } from 'vitest';
import { checkBinding } from './binding.ts';
import { isConfigError } from './config-error.ts';

test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '::1', '[::1]'])('without sign-in, %s may be listened on', (host) => {
  expect(() => checkBinding(host)).not.toThrow();
});

test.each([
  ['0.0.0.0', 'it is 0.0.0.0'],
  ['::', 'it is ::'],
  ['127.0.0.1.example.org', 'it is 127.0.0.1.example.org'],
  ['rehome-7d9f', 'it is rehome-7d9f'],
  ['', 'it is not set'],
  [undefined, 'it is not set'],
])('without sign-in, %j is refused with the reason', (host, words) => {
  let thrown: unknown;
  try {
    checkBinding(host);
  } catch (error) {
    thrown = error;
  }
  expect(isConfigError(thrown) && thrown.message).toContain(
    `HOSTNAME: must be 127.0.0.1, localhost or ::1, and ${words}. With auth.mode none, anybody who reaches`,
  );
});
