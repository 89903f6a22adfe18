import { expect, test } from 'vitest';
import { MAX_NOTE_TO_USER, noteProblem, tidyNote } from './note-to-user.ts';

test('a note is kept without blanks around it, and with one kind of line end', () => {
  expect(tidyNote('  Hello\r\n\tthere,\rGrüße 👩‍🔬 \n')).toBe('Hello\n there,\nGrüße 👩‍🔬');
});

test.each(['Hello', 'two\nlines', 'مرحبا, Grüße, 你好', '👩‍🔬', 'x'.repeat(MAX_NOTE_TO_USER), ''])(
  '%j can be said',
  (note) => {
    expect(noteProblem(note)).toBeUndefined();
  },
);

test.each([
  ...['\u0000', '\u001b[31m', '\u007f', '\u0085', '\r', '\u2028', '\u202e', '\u2066', '\ud800'],
  'x'.repeat(MAX_NOTE_TO_USER + 1),
])('%j is refused', (note) => {
  expect(noteProblem(note)).toMatch(/^The note /);
});
