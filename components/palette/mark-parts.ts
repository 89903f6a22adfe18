/** A piece of a text, and whether it is what was typed. */
export interface Part {
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
  readonly isHit: boolean;
}

/** Cuts a text where any of these words, in lower case, is found in it. */
export function markParts(text: string, words: readonly string[]): readonly Part[] {
  const lower = text.toLowerCase();
  // Of few letters the lower case is longer: places in it are then none in the text.
  if (lower.length !== text.length) return [{ text, at: 0, isHit: false }];
  const hits = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    if (word === '') continue;
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) hits.fill(true, at, at + word.length);
  }
  const parts: Part[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && hits[at] === hits[from]) continue;
    parts.push({ text: text.slice(from, at), at: from, isHit: hits[from] === true });
    from = at;
  }
  return parts;
}
