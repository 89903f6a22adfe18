import { memo } from 'react';
import type { Entry } from './entries.ts';
import { PaletteOption } from './palette-option.tsx';
import type { PaletteLines } from './use-palette.ts';

interface PaletteListProps {
  /** Of the palette. */
  readonly id: string;
  readonly lines: PaletteLines;
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
              id={optionIdOf(id, entries.indexOf(entry))}
              isCurrent={entry.key === chosenKey}
            />
          ))}
        </div>
      ))}
    </div>
  );
});

/** The id of a line, by its place among all that are drawn. */
export const optionIdOf = (id: string, at: number): string => `${id}-${at}`;
