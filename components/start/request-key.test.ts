import { expect, test } from 'vitest';
import { z } from 'zod';
import { newRequestKey } from './request-key.ts';

test('keys of requests are UUIDs, no two alike', () => {
  const keys = Array.from({ length: 1000 }, newRequestKey);
  for (const key of keys) expect(z.uuidv4().safeParse(key).success).toBe(true);
  expect(new Set(keys).size).toBe(1000);
});
