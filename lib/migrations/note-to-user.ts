/** How long a note to the user may be, in characters. */
export const MAX_NOTE_TO_USER = 500;

/** Control characters but the line feed, other line ends, what turns the direction of text, and halves of a character. */
const FORBIDDEN = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** A note as it is kept: lines end with a line feed, tabs are blanks, and nothing blank is around it. */
export const tidyNote = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ').trim();

/** What is wrong with a tidy note, in a sentence, or undefined. It is shown as plain text wherever it is shown. */
export function noteProblem(note: string): string | undefined {
  if (note.length > MAX_NOTE_TO_USER) return `The note is longer than ${MAX_NOTE_TO_USER} characters.`;
  return FORBIDDEN.test(note) ? 'The note has characters that cannot be shown.' : undefined;
}
