/** The longest name that is shown whole where a text has little room, in characters. */
const LONGEST = 100;

/** What breaks lines, turns the direction of writing, or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Somebody else’s text as one short line in which everything can be seen. */
export function calm(text: string): string {
  const shown = [...text.toWellFormed().replace(UNSEEN, '\uFFFD')];
  return shown.length <= LONGEST ? shown.join('') : `${shown.slice(0, LONGEST - 1).join('')}…`;
}
