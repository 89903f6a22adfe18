import { MAX_TEXT } from './list-query.ts';

/** What is typed to find anything, taken apart. */
export interface PaletteText {
  /** What names and records are searched for. */
  readonly words: string;
  /** Of `alice #3`, 3. */
  readonly number: number | null;
  /** The id of a run, where the text is one or the address of its page. */
  readonly runId: string | null;
  /** Of two words, who might be the old user and who the new one. */
  readonly two: readonly [string, string] | null;
}

const RUN_ID = /^(?:\S*\/migrations\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const ARROW = /\s*(?:→|⇒|->|=>)\s*/g;

/** Reads a text as people write pairs and runs: `alice → alice2`, `alice to alice2`, `alice #3`, a run's id or address. */
export function readPaletteText(typed: string): PaletteText {
  const text = typed.slice(0, MAX_TEXT).trim();
  const runId = RUN_ID.exec(text)?.[1]?.toLowerCase() ?? null;
  const number = /(?:^|\s)#(\d{1,9})(?=\s|$)/.exec(text);
  const rest = (number ? text.replace(number[0], ' ') : text)
    .replace(ARROW, ' ')
    .replace(/(?<=\S)\s+to\s+(?=\S)/g, ' ');
  const words = rest.trim().split(/\s+/).filter(Boolean);
  const [oldUser, newUser, third] = words;
  const isTwo = oldUser !== undefined && newUser !== undefined && third === undefined && oldUser !== newUser;
  return {
    words: words.join(' '),
    number: number ? Number(number[1]) : null,
    runId,
    two: isTwo ? [oldUser, newUser] : null,
  };
}
