import type { KeyboardEvent, ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface SearchInputProps {
  /** What is searched in, for who does not see it. */
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly className?: string;
  /** Beside the text: how much was found. */
  readonly children?: ReactNode;
}

/** A text to look for in what is on the page already. */
export function SearchInput({ label, value, onSearch, onKeyDown, className = '', children }: SearchInputProps) {
  return (
    <div className={`input input-small max-w-60 max-phone:max-w-none ${className}`}>
      <Icon name="search" className="text-ink-3" />
      <input
        type="search"
        aria-label={label}
        placeholder="Search"
        value={value}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {children}
    </div>
  );
}
