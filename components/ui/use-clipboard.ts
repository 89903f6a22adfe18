import { useEffect, useState } from 'react';

const SHOWN_MS = 2000;

/** Puts a text on the clipboard and says for two seconds that it is there. Without a clipboard (plain http) it says that instead. */
export function useClipboard() {
  const [said, setSaid] = useState<'Copied' | 'The browser refused' | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  /** A long text is made only when it is asked for. */
  const copy = async (text: string | (() => string)) => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setSaid('Copied');
    } catch {
      setSaid('The browser refused');
    }
  };
  return { said, copy };
}
