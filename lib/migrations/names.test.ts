import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderName, MAX_LABEL_LENGTH, pairKey, podName, safeName, stagingName, userHash } from './names.ts';

const username = fc.string({ unit: 'binary', minLength: 1, maxLength: 255 });
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const RUN = '01890000-0000-7000-8000-000000000000';

test('every pair gives a legal pod name and legal labels', () => {
  fc.assert(
    fc.property(username, username, (oldUser, newUser) => {
      for (const name of [
        podName('rehome', { oldUser, newUser }, 'copy', RUN),
        podName('rehome', { oldUser, newUser }, 'check', RUN),
      ]) {
        expect(name).toMatch(DNS_LABEL);
        expect(name.length).toBeLessThanOrEqual(MAX_LABEL_LENGTH);
      }
      expect(userHash(oldUser)).toMatch(/^[0-9a-f]{32}$/);
    }),
  );
});

test('a pair and its reverse have one pod name, so the API server itself refuses the second', () => {
  fc.assert(
    fc.property(username, username, (oldUser, newUser) => {
      const there = podName('rehome', { oldUser, newUser }, 'copy', RUN);
      expect(podName('rehome', { oldUser: newUser, newUser: oldUser }, 'discard', 'other')).toBe(there);
    }),
  );
});

test('defect f1: names that join to the same text are different pairs', () => {
  const one = { oldUser: 'ab-to-cd', newUser: 'ef' };
  const other = { oldUser: 'ab', newUser: 'cd-to-ef' };
  expect(podName('rehome', one, 'copy', RUN)).not.toBe(podName('rehome', other, 'copy', RUN));
  expect(pairKey(one)).not.toBe(pairKey(other));
});

test('two installations in one namespace do not share pod names', () => {
  const pair = { oldUser: 'a', newUser: 'b' };
  expect(podName('one', pair, 'copy', RUN)).not.toBe(podName('two', pair, 'copy', RUN));
});

test('a folder name is safe on any file system, keeps what is harmless, and says when', () => {
  const at = new Date('2026-11-23T08:52:13.456Z');
  expect(folderName('asolberg', at)).toBe('migrated-asolberg-20261123T085213Z');
  fc.assert(
    fc.property(username, (name) => {
      const safe = safeName(name);
      expect(safe).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
      expect(Buffer.byteLength(folderName(name, at))).toBeLessThanOrEqual(255);
    }),
  );
});

test('different odd names do not become the same folder', () => {
  const names = [
    'mark@x.org',
    'mark+x.org',
    'mark x.org',
    'Ｍark',
    'märk',
    'mark/x.org',
    'a'.repeat(65),
    'a'.repeat(66),
  ];
  expect(new Set(names.map(safeName)).size).toBe(names.length);
});

test('staging never looks like a copy', () => {
  expect(stagingName(RUN)).not.toMatch(/^migrated-/);
});
