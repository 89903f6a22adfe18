'use client';

import { buttonClass } from './button.tsx';
import { Icon } from './icon.tsx';
import { useClipboard } from './use-clipboard.ts';

interface CopyButtonProps {
  /** A long text is made only when it is asked for. */
  readonly text: string | (() => string);
  /** What is copied: "Copy folder name". */
  readonly label: string;
  readonly className?: string;
}

/** Puts a text on the clipboard and says so beside it. */
export function CopyButton({ text, label, className = '' }: CopyButtonProps) {
  const { said, copy } = useClipboard();
  return (
    <span className={`relative inline-flex ${className}`}>
      <button
        type="button"
        aria-label={label}
        title={label}
        className={buttonClass({ variant: 'quiet', size: 'icon' })}
        onClick={() => void copy(text)}
      >
        <Icon name={said === 'Copied' ? 'check' : 'copy'} {...(said === 'Copied' && { className: 'text-done' })} />
      </button>
      <span role="status" className={said ? 'tooltip' : 'sr-only'}>
        {said}
      </span>
    </span>
  );
}
