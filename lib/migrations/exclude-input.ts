/** Patterns of one run at most. */
export const MAX_EXCLUDES = 100;
const MAX_LENGTH = 1_000;

/** What is wrong with a pattern or `@preset`, as far as its characters tell; undefined where nothing is. */
export function excludeProblem(pattern: string): string | undefined {
  if (pattern === '') return 'A pattern is empty.';
  if (pattern.length > MAX_LENGTH) return `A pattern is longer than ${MAX_LENGTH} characters.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(pattern) || !pattern.isWellFormed()
    ? 'A pattern holds a character that is none of a name.'
    : undefined;
}
