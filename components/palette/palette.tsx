'use client';

import {
  type KeyboardEvent,
  type MouseEvent,
  useDeferredValue,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { keyName } from '#components/layout/keys.ts';
import { useIsMac } from '#components/layout/use-is-mac.ts';
import { Button } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { Role } from '#lib/access/roles.ts';
import type { Entry } from './entries.ts';
import { optionIdOf, PaletteList } from './palette-list.tsx';
import { usePalette } from './use-palette.ts';

interface PaletteProps {
  /** What is typed already. */
  readonly first: string;
  readonly role: Role;
  readonly zone: string;
  readonly onPick: (entry: Entry, inNewTab: boolean) => void;
  readonly onClose: () => void;
}

/**
 * A dialog that finds people, pairs, runs, pages and actions: the combobox of the ARIA Authoring Practices with a grouped list,
 * where focus stays in the field. Closed, it gives the focus back to where it was. It is a popover, for a modal dialog makes
 * the browser work out the style of the whole page again when it opens and when it closes.
 */
export function Palette({ first, role, zone, onPick, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const popover = dialog.current;
    popover?.showPopover();
    return () => popover?.hidePopover();
  }, []);
  const id = useId();
  const [now] = useState(() => new Date().toISOString());
  const clock = useMemo(() => ({ zone, now }), [zone, now]);
  const palette = usePalette(first, role, clock, onPick);
  const { chosen } = palette;
  // What is typed is drawn at once, and what it brings when that is ready.
  const drawn = useDeferredValue(palette.lines);
  const at = drawn.entries.findIndex(({ key }) => key === chosen?.key);
  const activeId = at < 0 ? undefined : optionIdOf(id, at);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <dialog
      ref={dialog}
      popover="auto"
      className="palette"
      aria-label="Find anything"
      aria-modal="true"
      onKeyDown={keepFocus}
      onMouseDown={keepField}
      onClick={(event) => event.target === dialog.current && onClose()}
      onToggle={(event) => event.newState === 'closed' && onClose()}
    >
      <div className="palette-box">
        <div className="palette-field">
          <Icon name="search" className="text-ink-3" />
          <input
            autoFocus
            role="combobox"
            aria-label="Find anything"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            {...(activeId && { 'aria-activedescendant': activeId })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="go"
            dir="auto"
            maxLength={255}
            placeholder="Name, ticket, page or action"
            value={palette.typed}
            onChange={(event) => palette.type(event.target.value)}
            onKeyDown={palette.press}
          />
          <Button size="small" variant="quiet" onClick={onClose}>
            Close
          </Button>
        </div>
        <PaletteList id={id} lines={drawn} chosenKey={chosen?.key} onPick={onPick} onPoint={palette.point} />
        <Foot {...palette} />
      </div>
    </dialog>
  );
}

/** Tab goes round between its first and its last stop. */
function keepFocus(event: KeyboardEvent<HTMLDialogElement>): void {
  if (event.key !== 'Tab') return;
  const stops = event.currentTarget.querySelectorAll<HTMLElement>('input, button');
  const [from, to] = event.shiftKey ? [stops[0], stops[stops.length - 1]] : [stops[stops.length - 1], stops[0]];
  if (event.target !== from) return;
  event.preventDefault();
  to?.focus();
}

/** A press beside the field and the button leaves the focus where it is. */
function keepField(event: MouseEvent<HTMLDialogElement>): void {
  if (event.target instanceof Element && !event.target.closest('input, button')) event.preventDefault();
}

/** How much is found, for who cannot see it, and for everybody where that is nothing; what the keys do, for who can. */
function Foot({ text, lines: { count }, isSettled, isFailed }: ReturnType<typeof usePalette>) {
  const isMac = useIsMac();
  const isVain = text !== '' && isSettled && count === 0;
  return (
    <>
      <p role="status" className={isFailed || isVain ? 'palette-foot' : 'sr-only'}>
        {isFailed
          ? 'Rehome does not answer. Pages and actions are here all the same.'
          : text !== '' && isSettled && countWords(count)}
      </p>
      {!isFailed && (
        <p className="palette-foot max-phone:hidden">
          <Kbd>Enter</Kbd> opens, <Kbd>{keyName('Mod+Enter', isMac)}</Kbd> in a new tab, <Kbd>Esc</Kbd> closes
        </p>
      )}
    </>
  );
}

function countWords(count: number): string {
  if (count === 0) return 'Nothing found.';
  return count === 1 ? '1 result' : `${count} results`;
}
