import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTemplate } from '#lib/config/path-template.ts';
import { homePath, otherPaths } from './layout.ts';

const piece = fc.oneof(
  fc.constantFrom('/', '..', '.', '{username}', '{initial}', '{safe_username}', '{escaped_username}', '\0', '~', '\\'),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const template = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
const username = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(piece, { maxLength: 4 }).map((parts) => parts.join('')),
  fc.constantFrom('rachel', '..', '.', '../..', '/etc', 'a/../../b', '', 'x'.repeat(256), '李'.repeat(100)),
);

test('whatever the template and the username, a home never leaves the volume', () => {
  let accepted = 0;
  fc.assert(
    fc.property(template, username, (text, name) => {
      const found = homePath(text, name);
      if ('problem' in found) return;
      accepted += 1;
      const { path } = found;
      expect(path).not.toBe('');
      expect(path).not.toContain('\0');
      // The kernel sees the same path as the one that was checked, and it is below the volume.
      expect(posix.join('/volume', path)).toBe(`/volume/${path}`);
      expect(path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')).toBe(true);
      expect(path.split('/').every((part) => Buffer.byteLength(part) <= 255)).toBe(true);
      expect(path.isWellFormed()).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

test('with a sound template, two users never share a home', () => {
  const sound = fc.constantFrom('{username}', '{initial}/{username}', 'a/{username}/b', '{safe_username}');
  fc.assert(
    fc.property(sound, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, a, b) => {
      expect(checkTemplate(text)).toBeUndefined();
      const [one, other] = [homePath(text, a), homePath(text, b)];
      if (a !== b && 'path' in one && 'path' in other) expect(one.path).not.toBe(other.path);
    }),
  );
});

test('slashes are brought in order', () => {
  expect(homePath('users//{username}/', 'rachel')).toEqual({ path: 'users/rachel' });
});

test('a name that no file system can hold is refused with the reason', () => {
  expect(homePath('{username}', '李'.repeat(100))).toEqual({
    problem: 'There is no safe home for this username: a folder’s name would be longer than 255 bytes.',
  });
});

test.each([
  ['/home/{username}', 'its path would be absolute'],
  ['../{username}', 'its path would leave the volume'],
])('%s is refused even where the template was not checked', (text, reason) => {
  expect(homePath(text, 'rachel')).toEqual({ problem: `There is no safe home for this username: ${reason}.` });
});

test('other spellings of a home are told where the path has an escaped name, and only such as differ', () => {
  expect(otherPaths('homes/{escaped_username}', 'ann@x')).toEqual([
    expect.stringMatching(/^homes\/ann-x---[0-9a-f]{8}$/),
    'homes/ann@x',
  ]);
  expect(otherPaths('{safe_username}/home', 'ann@x')).toEqual(['ann-40x/home', 'ann@x/home']);
  expect(otherPaths('{escaped_username}', 'ann')).toEqual([]);
  expect(otherPaths('{username}', 'ann@x')).toEqual([]);
  expect(otherPaths('{escaped_username}', '..')).toEqual([]);
});
