'use client';

import { useEffect, useState } from 'react';
import { buttonClass } from './button.tsx';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  /** A long text is made only when it is asked for. */
  readonly text: string | (() => string);
  /** What is copied: "Copy folder name". */
  readonly label: string;
  readonly className?: string;
}

const SHOWN_MS = 2000;

/** Puts a text on the clipboard and says so. Without a clipboard (plain http) it says that instead. */
export function CopyButton({ text, label, className = '' }: CopyButtonProps) {
  const [said, setSaid] = useState<'Copied' | 'The browser refused' | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setSaid('Copied');
    } catch {
      setSaid('The browser refused');
    }
  };
  return (
    <span className={`relative inline-flex ${className}`}>
      <button
        type="button"
        aria-label={label}
        title={label}
        className={buttonClass({ variant: 'quiet', size: 'icon' })}
        onClick={() => void copy()}
      >
        <Icon name={said === 'Copied' ? 'check' : 'copy'} {...(said === 'Copied' && { className: 'text-done' })} />
      </button>
      <span role="status" className={said ? 'tooltip' : 'sr-only'}>
        {said}
      </span>
    </span>
  );
}
