import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { drawn } from '#components/ui/drawn.ts';

/** How much of a pasted text is drawn first, in lines: more than the field shows. */
const FIRST_LINES = 40;

/**
 * Has an empty text field take a long list without holding up the next frame: a browser makes an element of each line, so that
 * a thousand of them take half a second on a slow machine. What is seen of the list is put in at once, and the rest when that
 * has been drawn, or sooner where the text is changed or asked for. Answers with what reads all of it. Undo does not take such
 * a list out again, so whatever comes after anything was typed is left to the browser.
 */
export function useLongText(field: RefObject<HTMLTextAreaElement | null>): () => string {
  const waiting = useRef<string | null>(null);
  const complete = useCallback(() => {
    if (field.current && waiting.current !== null) put(field.current, waiting.current);
    waiting.current = null;
  }, [field]);
  // The browser's own events: React makes its `beforeinput` up, and only for letters.
  useEffect(() => {
    const listening = new AbortController();
    let hasHistory = false;
    const paste = (event: ClipboardEvent) => {
      complete();
      if (!hasHistory) waiting.current = takeOver(event, complete);
    };
    const change = () => {
      hasHistory = true;
    };
    field.current?.addEventListener('beforeinput', complete, listening);
    field.current?.addEventListener('input', change, listening);
    field.current?.addEventListener('paste', paste, listening);
    return () => listening.abort();
  }, [field, complete]);
  return () => {
    complete();
    return field.current?.value ?? '';
  };
}

/** Puts the first lines of a pasted text in; answers with all of it, or with null where the pasting is left to the browser. */
function takeOver(event: ClipboardEvent, complete: () => void): string | null {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const first = text.split('\n', FIRST_LINES).join('\n');
  const field = event.currentTarget;
  if (!(field instanceof HTMLTextAreaElement) || field.value !== '' || first === text) return null;
  event.preventDefault();
  put(field, first);
  void drawn().then(complete);
  return text;
}

const put = (field: HTMLTextAreaElement, text: string): void => field.setRangeText(text, 0, field.value.length, 'end');
