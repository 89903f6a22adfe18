import { memo } from 'react';
import type { Entry, Group } from './entries.ts';
import { PaletteOption } from './palette-option.tsx';

interface PaletteListProps {
  /** Of the palette. */
  readonly id: string;
  readonly lines: {
    readonly groups: readonly Group[];
    readonly entries: readonly Entry[];
    /** What is set off, in lower case. */
    readonly words: readonly string[];
  };
  readonly chosenKey: string | undefined;
  readonly onPick: (entry: Entry, inNewTab: boolean) => void;
  readonly onPoint: (entry: Entry) => void;
}

/** What is found, in groups. The keyboard is the text field's affair, which keeps the focus. */
export const PaletteList = memo(function PaletteList({ id, lines, chosenKey, ...heard }: PaletteListProps) {
  const { groups, entries, words } = lines;
  return (
    <div id={`${id}-list`} role="listbox" aria-label="Found" className="palette-list">
      {groups.map(({ heading, entries: some }, at) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset.
        <div key={heading} role="group" aria-labelledby={`${id}-group-${at}`}>
          <div id={`${id}-group-${at}`} className="palette-heading">
            {heading}
          </div>
          {some.map((entry) => (
            <PaletteOption
              key={entry.key}
              {...{ entry, words, ...heard }}
              id={optionIdOf(id, entries, entry)}
              isCurrent={entry.key === chosenKey}
            />
          ))}
        </div>
      ))}
    </div>
  );
});

/** The id of an entry's line, where it has one yet. */
export function optionIdOf(id: string, entries: readonly Entry[], { key }: Entry): string | undefined {
  const at = entries.findIndex((entry) => entry.key === key);
  return at < 0 ? undefined : `${id}-${at}`;
}
