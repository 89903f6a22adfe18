import { useEffect, useState } from 'react';

/** Whether this has stood on the page for so many milliseconds: a wait is spoken of only once it is noticed. */
export function useLate(ms: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isLate;
}
