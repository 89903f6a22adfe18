import { useEffect, useState } from 'react';
import { drawn } from './drawn.ts';

const SHOWN_MS = 2000;

/** Browsers take a promise of what the press asks for; where one does not, the text is made at once. */
function writeLater(make: () => string): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(make());
  const text = drawn().then(() => new Blob([make()], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
}

/** Puts a text on the clipboard and says for two seconds that it is there. Without a clipboard (plain http) it says that instead. */
export function useClipboard() {
  const [said, setSaid] = useState<'Copied' | 'The browser refused' | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  /** A long text is made only when it is asked for, once the press has been drawn. */
  const copy = async (text: string | (() => string)) => {
    try {
      await (typeof text === 'string' ? navigator.clipboard.writeText(text) : writeLater(text));
      setSaid('Copied');
    } catch {
      setSaid('The browser refused');
    }
  };
  return { said, copy };
}
