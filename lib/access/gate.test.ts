import { expect, test } from 'vitest';
import { admit } from './gate.ts';

const knock = { host: 'localhost:3000', origin: null, writes: false };

test.each(['localhost', 'localhost:3000', '127.0.0.1:8080', '[::1]:3000', 'LOCALHOST'])('%s may be read', (host) => {
  expect(admit({ ...knock, host }, 'see')).toMatchObject({ name: 'local', role: 'admin' });
});

test.each([
  null,
  '',
  'rehome.example.org',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.2',
  'evil@localhost',
  'localhost/x',
  '[::2]',
  '0.0.0.0',
])('host %s is refused: its name may be rebound', (host) => {
  expect(() => admit({ ...knock, host }, 'see')).toThrow('answers only at localhost');
});

test.each([null, 'null', 'http://evil.example', 'http://localhost:3001', 'not an origin', 'http://127.0.0.1:3000'])(
  'a change from origin %s is refused',
  (origin) => {
    expect(() => admit({ ...knock, origin, writes: true }, 'run')).toThrow('did not come from a page of Rehome');
  },
);

test('a change from an own page is let in', () => {
  expect(admit({ ...knock, origin: 'http://localhost:3000', writes: true }, 'clean').role).toBe('admin');
});
