import { expect, test } from 'vitest';
import { Redactor } from './redactor.ts';

function redactor(fileNames = false): Redactor {
  const made = new Redactor({ fileNames });
  for (const name of ['mshark', 'mark.shark@example.org', 'al']) made.known.add('user', name);
  made.addOperator('erin');
  return made;
}

test('a name is the same word everywhere, however folders, claims and labels spell it', () => {
  const { known } = redactor();
  const made = redactor();
  expect(made.text('mshark to Mark.Shark@Example.org')).toBe('user-1 to user-2');
  expect(made.text('claim-mark-2eshark-40example-2eorg')).toBe('claim-user-2');
  expect(made.text('migrated-MSHARK-20260102T030405Z')).toBe('migrated-user-1-20260102T030405Z');
  expect(made.text('/export/home/mshark_old')).toBe('/export/home/user-1_old');
  expect(known.word('user', 'mshark')).toBe('user-1');
});

test('a short name is replaced as a whole word alone', () => {
  expect(redactor().text('al has already all: /home/al, al.')).toBe('user-3 has already all: /home/user-3, user-3.');
});

test('a folder of somebody who is not known names nobody either', () => {
  expect(redactor().text('migrated-stranger-20260102T030405Z-2 is there')).toBe(
    'migrated-user-4-20260102T030405Z-2 is there',
  );
});

test('operators are replaced, and Rehome itself is not', () => {
  const made = redactor();
  expect(made.tree({ requestedBy: 'erin', by: 'Rehome', actor: 'local' }, 'run')).toEqual({
    ...{ requestedBy: 'operator-1', by: 'Rehome', actor: 'local' },
  });
  expect(made.text('Stopped by erin.')).toBe('Stopped by operator-1.');
});

test.each([
  ['mail to a.b@desk.example.org now', 'mail to email-1 now'],
  ['node 10.1.2.3:6443 and fe80::1:2', 'node address-1:6443 and address-2'],
  ['from 127.0.0.1 at 12:30:45, version 1.2.3', 'from 127.0.0.1 at 12:30:45, version 1.2.3'],
  ['postgres://rehome:hunter2@db.example.org/x?y', 'postgres://db.example.org/…'],
  ['https://hooks.example.org/services/T0/B0/xyz', 'https://hooks.example.org/…'],
  ['Authorization: Bearer abcdefgh12345678', 'Authorization: Bearer [secret]'],
  ['password=hunter2 and api_key: "k 1"', 'password=[secret] and api_key: [secret]'],
  ['whsec_AAAAAAAAAAAAAAAA and ghp_0123456789abcdef', '[secret] and [secret]'],
  ['at file:///app/migrator/dist/main.js:12:3', 'at file:///app/migrator/dist/main.js:12:3'],
])('%s', (text, redacted) => {
  expect(redactor().text(text)).toBe(redacted);
});

test('paths in homes keep their shape and Rehome’s own names, and lose all others', () => {
  const made = redactor();
  expect(made.path('thesis/chapter 1/draft.tex')).toBe('name-1/name-2/name-3');
  expect(made.path('thesis/chapter 2')).toBe('name-1/name-4');
  expect(made.path('/homes/new/migrated-mshark-20260102T030405Z/thesis')).toBe(
    '/homes/new/migrated-user-1-20260102T030405Z/name-1',
  );
  expect(redactor(true).path('thesis/of mshark.tex')).toBe('thesis/of user-1.tex');
});

test('what the migrator says keeps its words and loses the paths in them', () => {
  const made = redactor();
  made.homes.hear('my secret plan.txt');
  expect(made.said('Copy and original differ: my secret plan.txt: its size; more.')).toBe(
    'Copy and original differ: name-1: its size; more.',
  );
  expect(made.said('rsync: failed to open "/homes/old/plan b": Permission denied (13)')).toBe(
    'rsync: failed to open "/homes/old/name-2": Permission denied (13)',
  );
  expect(made.said('“a b/c” cannot be removed: EBUSY.')).toBe('“name-3/name-4” cannot be removed: EBUSY.');
  expect(made.said('    at main (/app/migrator/dist/main.js:1:2) for /tmp/x/y')).toBe(
    '    at main (/app/migrator/dist/main.js:1:2) for /name-5/name-6/name-7',
  );
});

test('what is under a key is treated as what the key says', () => {
  const made = redactor();
  const said = made.tree(
    {
      ...{ type: 'note', kind: 'socket', path: 'run/mshark.sock', detail: 'A socket is not copied.' },
      ...{ why: 'Mark asked by phone', ticket: 'DESK-4127', token: 'abc', source: 'desk.example.org' },
      excludes: ['@caches', 'private/**'],
      lists: { absolute: { count: 1, first: [{ path: 'link', detail: '/home/mshark/diary' }] } },
    },
    'run',
  );
  expect(said).toEqual({
    ...{ type: 'note', kind: 'socket', path: 'name-1/name-2', detail: 'A socket is not copied.' },
    why: '(left out: 19 characters that somebody wrote)',
    ticket: '(left out: 9 characters that somebody wrote)',
    ...{ token: '[secret]', source: 'address-1' },
    excludes: ['@caches', 'pattern-1'],
    lists: { absolute: { count: 1, first: [{ path: 'name-3', detail: '/name-4/name-5/name-6' }] } },
  });
});

test('a text of any shape is redacted in time that grows with its length alone', () => {
  const made = redactor();
  const began = performance.now();
  for (const piece of ['a', 'a-', '.a', "'/", '"', ':a', 'a@', '10.', '://', 'al', '“/'])
    made.said(piece.repeat(4_000));
  expect(performance.now() - began).toBeLessThan(2_000);
});
