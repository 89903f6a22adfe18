import { expect, test } from 'vitest';
import { excludesCell, plainWords, readRowOptions } from './bulk-options.ts';

const read = (excludes: string, verify = '') => readRowOptions({ excludes, verify });

test.each([
  ['', null],
  ['caches', ['@caches']],
  ['@caches', ['@caches']],
  ['Caches trash', ['@caches', '@trash']],
  ['caches;trash ; caches', ['@caches', '@trash']],
  ['caches; my data/; *.tmp', ['@caches', 'my data/', '*.tmp']],
  ['caches, secrets', ['@caches', '@secrets']],
  ['secret', ['@secrets']],
  ['none', []],
] as const)('“%s” leaves out %j', (cell, excludes) => {
  expect(read(cell)).toEqual({ options: { excludes, verify: null }, problems: [] });
});

test.each([
  ['sizes', 'sizes'],
  ['Checksum', 'checksums'],
  ['none', 'none'],
  ['', null],
] as const)('“%s” compares by %s', (cell, verify) => {
  expect(read('', cell)).toEqual({ options: { excludes: null, verify }, problems: [] });
});

test('what cannot be read is told with its column, and not taken for nothing', () => {
  const { problems } = read('@cache; ok/', 'twice');
  expect(problems.map(({ column }) => column)).toEqual(['excludes', 'verify']);
  expect(problems[0]?.words).toContain('@cache');
  expect(problems[1]?.words).toContain('“twice”');
});

test.each(['secrets trsh', 'none; caches', 'caches my data', '@cach'])(
  '“%s” is refused, not taken for a pattern',
  (cell) => {
    const { options, problems } = read(cell);
    expect([options.excludes, problems.length]).toEqual([null, 1]);
  },
);

test.each([null, [], ['@caches', '*.tmp']])('%j comes back from a file as it was', (excludes) => {
  expect(read(excludesCell(excludes)).options.excludes).toEqual(excludes);
});

test('a word that may have been meant as a preset is told of; presets and patterns that are clear are not', () => {
  expect(plainWords(readRowOptions({ excludes: 'cachs; caches; *.tmp; /data/**', verify: '' }).options)).toEqual([
    '“cachs” is no preset: what is called so is left out.',
  ]);
  expect(plainWords(readRowOptions({ excludes: '', verify: '' }).options)).toEqual([]);
  expect(plainWords(readRowOptions({ excludes: 'none', verify: '' }).options)).toEqual([]);
});
