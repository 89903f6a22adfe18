import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useEnterAhead } from '#components/ui/use-enter-ahead.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Clock } from '#lib/format/time.ts';
import { MAX_TEXT } from '#lib/migrations/list-query.ts';
import { paletteQuery } from '#lib/migrations/palette-query.ts';
import { readPaletteText } from '#lib/migrations/palette-text.ts';
import { type Entry, type Group, knownGroups } from './entries.ts';
import { foundGroups, openedGroup, searchGroup } from './found-entries.ts';
import { readOpened } from './opened.ts';

const PAUSE_MS = 80;
/** How far a key moves through the list. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** What a text brings. */
export interface PaletteLines {
  readonly groups: readonly Group[];
  /** Those of all groups. */
  readonly entries: readonly Entry[];
  /** How many of them are there before the server has answered. */
  readonly knownCount: number;
  /** How much is found, not counting the ways to search further. */
  readonly count: number;
  /** What is set off in them, in lower case. */
  readonly words: readonly string[];
}

/** What is found for the typed text, which line of it is the current one, and what the keys do. */
export function usePalette(first: string, role: Role, clock: Clock, onPick: (entry: Entry, inNewTab: boolean) => void) {
  const [typed, setTyped] = useState(first);
  const [active, setActive] = useState(0);
  const [opened] = useState(readOpened);
  const text = typed.trim().slice(0, MAX_TEXT);
  const { found, isSettled, isFailed } = useFound(text);
  const lines = useMemo((): PaletteLines => {
    const known = knownGroups(text.toLowerCase().split(/\s+/).filter(Boolean), role);
    const answers =
      text === ''
        ? [...openedGroup(opened, window.location.pathname), ...known]
        : [...known, ...(found ? foundGroups(found, role, clock) : [])];
    const groups = text === '' ? answers : [...answers, searchGroup(text)];
    const words = readPaletteText(text).words.toLowerCase().split(' ').filter(Boolean);
    return {
      ...{ groups, words, entries: entriesOf(groups) },
      ...{ knownCount: entriesOf(known).length, count: entriesOf(answers).length },
    };
  }, [text, found, opened, role, clock]);
  const { entries, knownCount } = lines;
  const ready = isSettled ? entries.length : knownCount;
  // Before the answer to what is typed is there, no key may choose from the one before.
  const current = active < ready ? active : -1;

  const { enter, forget } = useEnterAhead(text, isSettled, (inNewTab: boolean) => {
    if (entries[0] && !isFailed) onPick(entries[0], inNewTab);
  });
  const latest = useRef(entries);
  useLayoutEffect(() => {
    latest.current = entries;
  }, [entries]);
  // The same function always, so that a list whose lines are the same need not be drawn anew.
  const point = useCallback(
    ({ key }: Entry) => {
      const at = latest.current.findIndex((entry) => entry.key === key);
      if (at < 0) return;
      setActive(at);
      forget();
    },
    [forget],
  );
  const type = (value: string) => {
    setTyped(value);
    setActive(0);
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.nativeEvent.isComposing || (step === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    forget();
    if (step !== undefined) {
      const from = step < 0 ? Math.max(0, current) : current;
      return setActive((from + step + ready) % Math.max(1, ready));
    }
    const entry = entries[current];
    const inNewTab = event.metaKey || event.ctrlKey;
    if (entry) onPick(entry, inNewTab);
    else if (!isSettled) enter(inNewTab);
  };
  return { typed, text, lines, chosen: entries[current], isSettled, isFailed, type, press, point };
}

const entriesOf = (groups: readonly Group[]): readonly Entry[] => groups.flatMap(({ entries }) => entries);

/** The answer for a text, asked for once the typing pauses; until it is there, the one before. */
function useFound(text: string) {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, isPlaceholderData, isPending, isError } = useQuery(paletteQuery(asked));
  const isFailed = isError && asked === text;
  const isAnswer = asked === text && !isPlaceholderData && !isPending;
  return { found: isFailed ? undefined : data, isSettled: text === '' || isAnswer || isFailed, isFailed };
}
