import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLines } from './lines.ts';

async function* inPieces(bytes: Buffer, sizes: readonly number[]) {
  let from = 0;
  for (let i = 0; from < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

test('wherever a stream is cut, its lines are the same', async () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\n\r]/.test(text));
  await fc.assert(
    fc.asyncProperty(
      fc.array(line),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (lines, sizes) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        expect(await Array.fromAsync(splitLines(inPieces(bytes, sizes)))).toEqual(lines);
      },
    ),
  );
});

test('a line is cut at the limit, and the next one begins where it should', async () => {
  const bytes = Buffer.from(`${'x'.repeat(100)}\nshort\n`);
  expect(await Array.fromAsync(splitLines(inPieces(bytes, [7]), 10))).toEqual(['x'.repeat(10), 'short']);
});
