import type { SamplePerson } from '../scripts/sample-homes/people.ts';

const DOT_FILES = { kind: 'dot-files' } as const;

/** A small directory for the browser's tests: quick homes, one that takes a while, odd ones, and somebody without a home. */
export const E2E_PEOPLE: readonly SamplePerson[] = [
  {
    username: 'mshark',
    displayName: 'Mark Shark',
    uid: 20001,
    parts: [
      DOT_FILES,
      { kind: 'notebooks', into: 'notebooks', count: 6 },
      { kind: 'files', from: 'packages', into: 'data', count: 80 },
      { kind: 'links' },
      { kind: 'odd-names' },
      { kind: 'special-files' },
    ],
  },
  { username: 'mark.shark@example.org', displayName: 'Mark Shark', uid: 20011, parts: [DOT_FILES] },
  {
    username: 'asolberg',
    displayName: 'Anna Solberg',
    uid: 20002,
    parts: [
      DOT_FILES,
      { kind: 'files', from: 'packages', into: 'projects', count: 3_000 },
      { kind: 'large', into: 'images', untilBytes: 150_000_000 },
    ],
  },
  { username: 'anna.solberg', displayName: 'Anna Solberg', uid: 20012, parts: [DOT_FILES] },
  { username: 'ybenami', displayName: 'יעל בן עמי', uid: 20003, parts: [DOT_FILES, { kind: 'right-to-left' }] },
  { username: 'yael.benami', displayName: 'יעל בן עמי', uid: 20013, parts: [DOT_FILES] },
  { username: 'rgomez', displayName: 'Rosa Gómez', uid: 20006 },
];
