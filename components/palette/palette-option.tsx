import { type MouseEvent, memo, type PointerEvent, type ReactNode } from 'react';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { Icon } from '#components/ui/icon.tsx';
import type { Entry } from './entries.ts';
import { markParts } from './mark-parts.ts';

interface PaletteOptionProps {
  readonly id: string;
  readonly entry: Entry;
  /** What is set off, in lower case. */
  readonly words: readonly string[];
  readonly isCurrent: boolean;
  readonly onPick: (entry: Entry, inNewTab: boolean) => void;
  readonly onPoint: (entry: Entry) => void;
}

const MIDDLE = 1;

/** One line of what is found. The keyboard is the text field's affair, which keeps the focus. */
export const PaletteOption = memo(function PaletteOption(props: PaletteOptionProps) {
  const { id, entry, words, isCurrent, onPick, onPoint } = props;
  const { icon, tone = 'text-ink-3', words: own, name, pair, detail, exact, isForeign } = entry;
  const show = (text: string) => <Marked text={text} words={words} />;
  const pick = (event: MouseEvent) => onPick(entry, event.metaKey || event.ctrlKey || event.button === MIDDLE);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox that owns this option.
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox, which points here.
    <div
      id={id}
      role="option"
      aria-selected={isCurrent}
      onClick={pick}
      onAuxClick={(event) => event.button === MIDDLE && pick(event)}
      // A list that moves under a pointer at rest chooses nothing.
      onPointerMove={({ movementX, movementY }: PointerEvent) => (movementX !== 0 || movementY !== 0) && onPoint(entry)}
      className="palette-option"
    >
      <Icon name={icon} className={`mt-0.5 ${tone}`} />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {own !== undefined && <span className="font-medium">{show(own)} </span>}
        {name !== undefined && (
          <bdi dir="auto" className="mono font-medium">
            {show(name)}
          </bdi>
        )}
        {pair && <PairLabel {...pair} show={show} />}
      </span>
      {detail && (
        <span className="palette-detail" title={exact}>
          {isForeign ? <bdi dir="auto">{show(detail)}</bdi> : show(detail)}
        </span>
      )}
    </div>
  );
});

const Marked = ({ text, words }: { readonly text: string; readonly words: readonly string[] }): ReactNode =>
  markParts(text, words).map(({ text: part, at, isHit }) =>
    isHit ? (
      <b key={at} className="text-accent">
        {part}
      </b>
    ) : (
      part
    ),
  );
