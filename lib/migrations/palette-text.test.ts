import { expect, test } from 'vitest';
import { readPaletteText } from './palette-text.ts';

test.each(['alice alice2', 'alice → alice2', 'alice->alice2', ' alice  to alice2 '])('%s is a pair', (text) => {
  expect(readPaletteText(text)).toMatchObject({ words: 'alice alice2', two: ['alice', 'alice2'], number: null });
});

test('a number is taken out of the words, wherever it stands', () => {
  expect(readPaletteText('alice #3')).toMatchObject({ words: 'alice', number: 3 });
  expect(readPaletteText('#12')).toMatchObject({ words: '', number: 12 });
  expect(readPaletteText('alice#3')).toMatchObject({ words: 'alice#3', number: null });
});

test('a run is known by its id, alone or in an address', () => {
  const id = '019373a4-0000-7000-8000-00000000000a';
  expect(readPaletteText(id.toUpperCase()).runId).toBe(id);
  expect(readPaletteText(`https://rehome.example/migrations/${id}`).runId).toBe(id);
  expect(readPaletteText(`${id}-1`).runId).toBeNull();
});

test('one word, three words and the same word twice are no pair', () => {
  for (const text of ['alice', 'a b c', 'alice alice', '', '   ']) expect(readPaletteText(text).two).toBeNull();
});
