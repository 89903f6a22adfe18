import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

/** Reads one line as RFC 4180 says. */
function readLine(line: string): string[] {
  const cells = [...`,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '\uFEFF=1'])(
  'a cell that begins as %j does is text, not a formula',
  (text) => {
    expect(readLine(csvLine([text]))).toEqual([`'${text}`]);
  },
);

test('numbers stay numbers, also below zero, and what is not known is an empty cell', () => {
  expect(csvLine([12, -1, null, undefined, true])).toBe('12,-1,,,true\r\n');
});

test('every text comes back as it was, or with the quote that disarms it', () => {
  const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(texts, (cells) => {
      const read = readLine(csvLine(cells));
      expect(read.map((text, at) => (text === `'${cells[at]}` ? cells[at] : text))).toEqual(cells);
    }),
  );
});
