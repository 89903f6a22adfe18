import { useMemo, useState } from 'react';
import { type OptionsDraft, optionProblems } from './options-draft.ts';

/**
 * What is wrong with the options, by the name that the server calls the field: told once the field is left, and no longer
 * than it is so.
 */
export function useOptionProblems(options: OptionsDraft) {
  const [left, setLeft] = useState(options);
  const problems = useMemo(() => {
    const before = optionProblems(left);
    return Object.fromEntries(Object.entries(optionProblems(options)).filter(([field]) => field in before));
  }, [options, left]);
  return { problems, leave: () => setLeft(options) };
}
