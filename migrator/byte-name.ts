/**
 * A file name as the kernel has it: bytes, held one to a character (latin1), so that names which are no UTF-8 survive.
 * Never show one to a person; show `printable(name)`.
 */
export type ByteName = string;

/** The bytes of a name, ended by a NUL, for a system call. */
export const cString = (name: ByteName): Buffer => Buffer.from(`${name}\0`, 'latin1');

/** A text from the command line (UTF-8) as bytes. */
export const toByteName = (text: string): ByteName => Buffer.from(text, 'utf8').toString('latin1');

/** Joins a folder's path and a name in it; the root is the empty path. */
export const joinBytes = (folder: ByteName, name: ByteName): ByteName => (folder === '' ? name : `${folder}/${name}`);

/**
 * Control characters, line and paragraph separators, invisible and direction-changing characters, and the replacement
 * character that stands for what is no UTF-8. The backslash too, so that the result can be read back.
 */
const UNSAFE = /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name for people: printable UTF-8 as it is, a backslash doubled, every other byte as `\xNN`. */
export function printable(name: ByteName): string {
  const bytes = Buffer.from(name, 'latin1');
  return utf8Runs(bytes).join('').slice(0, 8192);
}

function utf8Runs(bytes: Buffer): string[] {
  try {
    return [decoder.decode(bytes).replace(UNSAFE, escaped)];
  } catch {
    return [...mixedRuns(bytes)];
  }
}

function* mixedRuns(bytes: Buffer): Generator<string> {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    yield length === 0 ? hex(bytes[at] ?? 0) : bytes.toString('utf8', at, at + length).replace(UNSAFE, escaped);
    at += Math.max(1, length);
  }
}

/** Length of the valid UTF-8 sequence that begins at `at`, or 0. */
function sequenceLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    try {
      decoder.decode(bytes.subarray(at, at + length));
      return length;
    } catch {
      // Not yet a whole character, or none at all.
    }
  }
  return 0;
}

const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;
const escaped = (character: string): string =>
  character === '\\' ? '\\\\' : [...Buffer.from(character, 'utf8')].map(hex).join('');
