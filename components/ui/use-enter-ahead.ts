import { useCallback, useEffect, useState } from 'react';

/**
 * Enter that is pressed before the answer to a text is there: remembered with `what` was asked for, and acted on once, when
 * the text is still the same and its answer has come. Forgotten with another text.
 */
export function useEnterAhead<What>(text: string, isSettled: boolean, act: (what: What) => void) {
  const [asked, setAsked] = useState<{ readonly text: string; readonly what: What } | null>(null);
  useEffect(() => {
    if (!asked || (asked.text === text && !isSettled)) return;
    setAsked(null);
    if (asked.text === text) act(asked.what);
  }, [asked, text, isSettled, act]);
  return { enter: (what: What) => setAsked({ text, what }), forget: useCallback(() => setAsked(null), []) };
}
