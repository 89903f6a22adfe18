import type { SourceName } from './pool.ts';

/** A piece of a home: so many real files of one source below `into`, or one of the hand-made kinds. */
export type Part =
  | { readonly kind: 'files'; readonly from: SourceName; readonly into: string; readonly count: number }
  | { readonly kind: 'large'; readonly into: string; readonly untilBytes: number }
  | { readonly kind: 'notebooks'; readonly into: string; readonly count: number }
  | { readonly kind: 'environment'; readonly into: string; readonly count: number }
  | { readonly kind: 'links' | 'odd-names' | 'right-to-left' | 'special-files' | 'sparse' | 'dot-files' };

/** Somebody of the demo's directory; without parts, somebody who never had a home. */
export interface SamplePerson {
  readonly username: string;
  readonly displayName: string;
  readonly uid: number;
  readonly parts?: readonly Part[];
}

const DOT_FILES: Part = { kind: 'dot-files' };
const MEGABYTE = 1024 * 1024;

/** Four people with an old and a new account each, one new account that knows others, and one without a home. */
export const DEMO_PEOPLE: readonly SamplePerson[] = [
  {
    username: 'mshark',
    displayName: 'Mark Shark',
    uid: 20001,
    parts: [
      DOT_FILES,
      { kind: 'notebooks', into: 'notebooks', count: 60 },
      { kind: 'files', from: 'python', into: 'projects/survey/src', count: 900 },
      { kind: 'files', from: 'share', into: 'data', count: 2_000 },
      { kind: 'links' },
      { kind: 'odd-names' },
      { kind: 'sparse' },
      { kind: 'special-files' },
    ],
  },
  {
    username: 'mark.shark@example.org',
    displayName: 'Mark Shark',
    uid: 20011,
    parts: [DOT_FILES],
  },
  {
    username: 'asolberg',
    displayName: 'Anna Solberg',
    uid: 20002,
    parts: [
      DOT_FILES,
      { kind: 'notebooks', into: 'notebooks', count: 20 },
      { kind: 'files', from: 'packages', into: 'projects/dashboard/node_modules', count: 8_000 },
      { kind: 'files', from: 'share', into: 'datasets/catalogue', count: 3_000 },
      { kind: 'files', from: 'headers', into: 'src/include', count: 960 },
      { kind: 'large', into: 'datasets/images', untilBytes: 420 * MEGABYTE },
      { kind: 'links' },
    ],
  },
  {
    username: 'anna.solberg',
    displayName: 'Anna Solberg',
    uid: 20012,
    parts: [DOT_FILES, { kind: 'notebooks', into: 'notebooks', count: 4 }],
  },
  {
    username: 'ybenami',
    displayName: 'יעל בן עמי',
    uid: 20003,
    parts: [DOT_FILES, { kind: 'right-to-left' }, { kind: 'files', from: 'share', into: 'מחקר/נתונים', count: 1_500 }],
  },
  { username: 'yael.benami', displayName: 'יעל בן עמי', uid: 20013, parts: [DOT_FILES] },
  {
    username: 'dokafor',
    displayName: 'Daniel Okafor',
    uid: 20004,
    parts: [
      DOT_FILES,
      { kind: 'environment', into: 'venvs/analysis', count: 2_500 },
      { kind: 'notebooks', into: 'course/week-01/exercises/solutions', count: 12 },
      { kind: 'files', from: 'headers', into: 'course/headers', count: 2_000 },
      { kind: 'links' },
      { kind: 'sparse' },
    ],
  },
  {
    username: 'daniel.okafor',
    displayName: 'Daniel Okafor',
    uid: 20014,
    parts: [DOT_FILES, { kind: 'files', from: 'share', into: 'reading', count: 120 }],
  },
  { username: 'lchen', displayName: 'Li Chen 陈丽', uid: 20005, parts: [DOT_FILES] },
  { username: 'li.chen', displayName: 'Li Chen 陈丽', uid: 20015, parts: [DOT_FILES] },
  { username: 'rgomez', displayName: 'Rosa Gómez', uid: 20006 },
];
