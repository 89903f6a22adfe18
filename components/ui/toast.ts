type Listener = (words: string) => void;
const listeners = new Set<Listener>();

/**
 * Says something in passing: what was done, where nothing else on screen says so. It is gone after some seconds, so that no
 * fact may be there alone, nor any error.
 */
export function sayInPassing(words: string): void {
  for (const listener of listeners) listener(words);
}

/** Hears what is said in passing, until the answer is called. */
export function hearInPassing(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
