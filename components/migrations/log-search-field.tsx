import type { KeyboardEvent } from 'react';
import { IconButton } from '#components/ui/button.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { groupDigits } from '#lib/format/size.ts';

interface LogSearchFieldProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  /** Which of the lines found it stands at, from 1; 0 for none yet. */
  readonly at: number;
  readonly of: number;
  readonly onStep: (by: 1 | -1) => void;
}

/** What to look for in a log, and the way from one place to the next: Enter, and Shift with it to go back. */
export function LogSearchField({ search, onSearch, at, of, onStep }: LogSearchFieldProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') onSearch('');
  };
  return (
    <>
      <SearchInput
        label="Search in the log"
        value={search}
        onSearch={onSearch}
        onKeyDown={press}
        className="max-phone:order-first"
      >
        {search && (
          <span role="status" className="text-caption whitespace-nowrap text-ink-2">
            {placeWords(at, of)}
          </span>
        )}
      </SearchInput>
      {of > 0 && search && (
        <span className="flex max-phone:-order-3">
          <IconButton icon="chevronUp" label="Previous match" onClick={() => onStep(-1)} />
          <IconButton icon="chevronDown" label="Next match" onClick={() => onStep(1)} />
        </span>
      )}
    </>
  );
}

function placeWords(at: number, of: number): string {
  if (of === 0) return 'none';
  return at === 0 ? `${groupDigits(of)} found` : `${groupDigits(at)} of ${groupDigits(of)}`;
}
