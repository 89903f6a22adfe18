import { type KeyboardEvent, useState } from 'react';
import { useEnterAhead } from '#components/ui/use-enter-ahead.ts';
import { type Choice, choiceOf, exactHit, type Listed, optionsFor } from './choice.ts';
import { usePeople } from './use-people.ts';

/** How far a key moves through the list. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** What a picker knows and does: the text being typed, the list for it, and which line of the list is the current one. */
export function usePicker(choice: Choice | null, onChoose: (choice: Choice | null) => void, listed: Listed) {
  const [draft, setDraft] = useState<string | null>(null);
  // Who is chosen is shown by name, however they were chosen: what was typed before is not theirs.
  if (choice && draft !== null) setDraft(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const text = draft ?? '';
  const { hits, settled, failed } = usePeople(text, open, listed.first);
  const options = optionsFor(text, hits, listed.isComplete);
  const current = settled || failed ? active : -1;

  const show = () => {
    setOpen(true);
    forget();
    setActive(0);
  };
  const type = (value: string) => {
    setDraft(value);
    if (choice) onChoose(null);
    show();
  };
  const pick = (next: Choice | null) => {
    setDraft(null);
    setOpen(false);
    onChoose(next);
  };
  const { enter, forget } = useEnterAhead(text, settled, () => {
    // Nobody has seen the list: only the very name may be taken from it.
    const exact = open ? exactHit(text, hits) : null;
    if (exact) pick(exact);
  });
  const pickCurrent = () => {
    const option = open ? options[current] : undefined;
    if (option) pick(choiceOf(option));
    else if (open && !settled) enter(undefined);
  };
  const leave = () => {
    setOpen(false);
    const exact = draft === null ? null : exactHit(draft, hits);
    if (exact) pick(exact);
    else if (text.trim() === '') setDraft(null);
  };
  const move = (step: number) =>
    open ? setActive((index) => (index + step + options.length) % Math.max(1, options.length)) : show();
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const isOurs = step !== undefined || event.key === 'Enter' || (event.key === 'Escape' && open);
    if (!isOurs) return;
    event.preventDefault();
    if (step !== undefined) move(step);
    else if (event.key === 'Enter') pickCurrent();
    else {
      setOpen(false);
      forget();
    }
  };
  const shown = draft ?? choice?.username ?? '';
  return {
    text,
    shown,
    open,
    options,
    current,
    hits,
    settled,
    failed,
    show,
    type,
    pick,
    leave,
    press,
    point: setActive,
  };
}
