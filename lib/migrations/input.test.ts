import { expect, test } from 'vitest';
import { MAX_EXCLUDES } from './exclude-problems.ts';
import { checkInput, startInput } from './input.ts';

const pair = { oldUser: 'mark', newUser: 'mary' };

test('a start may choose how to compare, what to leave out and how fast to go, or lift the limit', () => {
  const chosen = { ...pair, verify: 'checksums', excludes: ['@caches', '*.tmp'], bandwidth: '50M' };
  expect(startInput.parse(chosen)).toEqual({ ...chosen, bandwidth: 50_000_000 });
  expect(startInput.parse({ ...pair, bandwidth: null })).toEqual({ ...pair, bandwidth: null });
  expect(startInput.parse(pair)).toEqual(pair);
});

test('a start may have a time and a note, which is tidied', () => {
  const asked = { ...pair, notBefore: '2026-11-25T17:00:00Z', note: ' Hello\r\nyou\t' };
  expect(startInput.parse(asked)).toEqual({ ...pair, notBefore: Date.UTC(2026, 10, 25, 17), note: 'Hello\nyou' });
});

test.each([
  [{ notBefore: '2026-11-25T17:00' }, 'notBefore'],
  [{ notBefore: 5 }, 'notBefore'],
  [{ note: 'a\u001bb' }, 'note'],
  [{ note: 'x'.repeat(501) }, 'note'],
  [{ verify: 'twice' }, 'verify'],
  [{ bandwidth: '50 MB' }, 'bandwidth'],
  [{ bandwidth: '10K' }, 'bandwidth'],
  [{ excludes: ['a\u0000b'] }, 'excludes.0'],
  [{ excludes: [''] }, 'excludes.0'],
  [{ excludes: Array.from({ length: MAX_EXCLUDES + 1 }, () => 'x') }, 'excludes'],
  [{ workers: 4 }, ''],
])('%j is refused at its field', (more, field) => {
  const parsed = startInput.safeParse({ ...pair, ...more });
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
});

test('a check is asked for what it leaves out, and for nothing that only a copy does', () => {
  expect(checkInput.parse({ ...pair, excludes: ['@trash'] })).toEqual({ ...pair, excludes: ['@trash'] });
  expect(checkInput.safeParse({ ...pair, bandwidth: '50M' }).success).toBe(false);
});
