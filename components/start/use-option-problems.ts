import { useEffect, useMemo, useRef, useState } from 'react';
import { type OptionsDraft, optionProblems } from './options-draft.ts';

/**
 * What is wrong with the options, by the name that the server calls the field: told once the field is left, and no longer
 * than it is so. Where a press leaves it, that press comes first: what it is meant for must not move away from under it.
 */
export function useOptionProblems(options: OptionsDraft) {
  const [left, setLeft] = useState(options);
  const pressed = usePressed();
  const problems = useMemo(() => {
    const before = optionProblems(left);
    return Object.fromEntries(Object.entries(optionProblems(options)).filter(([field]) => field in before));
  }, [options, left]);
  const leave = () => void pressed.current.then(() => setLeft(options));
  return { problems, leave };
}

/** What resolves when the click of a pointer that is down has been heard; at once where none is. */
function usePressed() {
  const pressed = useRef(Promise.resolve());
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const press = () => {
      pressed.current = new Promise((resolve) => {
        // The click comes right after the release.
        const release = () => setTimeout(resolve);
        for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, release, { once: true, signal });
      });
    };
    window.addEventListener('pointerdown', press, { capture: true, signal });
    return () => listening.abort();
  }, []);
  return pressed;
}
