'use client';

import { type KeyboardEvent, useEffect, useState } from 'react';
import { IconButton } from '#components/ui/button.tsx';
import { describedBy, Field } from '#components/ui/field.tsx';
import { Icon } from '#components/ui/icon.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { PersonView } from '#lib/migrations/views.ts';
import { type Choice, choiceOf, exactHit, optionsFor } from './choice.ts';
import { PersonOption } from './person-option.tsx';
import { usePeople } from './use-people.ts';

const BOX =
  'flex h-11 items-center gap-2 rounded-control border border-edge bg-surface pr-1.5 pl-3 focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus has-aria-invalid:border-failed';
const LIST =
  'absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-auto rounded-panel border border-line bg-raised shadow-float';

interface PersonPickerProps {
  readonly id: string;
  readonly label: string;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice | null) => void;
  readonly error: string | undefined;
  /** People to offer before anything is typed. */
  readonly first: readonly PersonView[];
  readonly clock: Clock;
}

/**
 * A text field that finds people: the combobox of the ARIA Authoring Practices with a list, where focus stays in the field.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function PersonPicker({ id, label, choice, onChoose, error, first, clock }: PersonPickerProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const text = draft ?? '';
  const { hits, settled, failed } = usePeople(text, open, first);
  const options = optionsFor(text, hits);
  const current = settled || failed ? active : -1;
  const listId = `${id}-list`;
  const optionId = (index: number) => `${id}-option-${index}`;
  const activeId = open && options[current] ? optionId(current) : undefined;

  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const show = () => {
    setOpen(true);
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
  const leave = () => {
    setOpen(false);
    const exact = draft === null ? null : exactHit(draft, hits);
    if (exact) pick(exact);
    else if (text.trim() === '') setDraft(null);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) show();
      else setActive((index) => (index + step + options.length) % Math.max(1, options.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const option = open ? options[current] : undefined;
      if (option) pick(choiceOf(option));
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
    }
  };

  return (
    <Field id={id} label={label} error={error}>
      <div className="relative">
        <div className={BOX}>
          {!choice && <Icon name="search" className="text-ink-3" />}
          <div className="min-w-0 flex-1">
            <input
              {...describedBy(id, undefined, error)}
              role="combobox"
              aria-expanded={open}
              aria-controls={listId}
              aria-autocomplete="list"
              {...(activeId && { 'aria-activedescendant': activeId })}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              dir="auto"
              placeholder="Name or username"
              className={`block w-full bg-transparent outline-none placeholder:text-ink-3 ${choice ? 'mono leading-[18px] font-figure' : ''}`}
              value={draft ?? choice?.username ?? ''}
              onChange={(event) => type(event.target.value)}
              onClick={show}
              onKeyDown={press}
              onBlur={leave}
            />
            {choice && <UnderName choice={choice} />}
          </div>
          {(choice || text !== '') && (
            <IconButton
              icon="cross"
              label={`Clear ${label.toLowerCase()}`}
              onClick={() => {
                pick(null);
                document.getElementById(id)?.focus();
              }}
            />
          )}
        </div>
        {open && (
          <div className={LIST} onPointerDown={(event) => event.preventDefault()}>
            <div id={listId} role="listbox" aria-label={label}>
              {options.map((option, index) => (
                <PersonOption
                  key={option.kind === 'person' ? option.person.username : '\0anyway'}
                  id={optionId(index)}
                  option={option}
                  text={text}
                  active={index === current}
                  clock={clock}
                  onPick={() => pick(choiceOf(option))}
                  onPoint={() => setActive(index)}
                />
              ))}
            </div>
            <Answer count={hits.length} isEmpty={options.length === 0} settled={settled} failed={failed} />
          </div>
        )}
      </div>
    </Field>
  );
}

/** The second line in the field: who that is. */
function UnderName({ choice: { person } }: { readonly choice: Choice }) {
  if (!person) return <span className="block text-caption text-attention-ink">Not listed, used anyway</span>;
  return (
    <bdi dir="auto" className="block truncate text-caption text-ink-2">
      {person.displayName ?? 'No display name'}
    </bdi>
  );
}

interface AnswerProps {
  readonly count: number;
  readonly isEmpty: boolean;
  readonly settled: boolean;
  readonly failed: boolean;
}

/** What the list cannot say itself: that it is empty, late or missing. */
function Answer({ count, isEmpty, settled, failed }: AnswerProps) {
  const words = failed
    ? 'The list of people could not be had. A typed name can still be used.'
    : settled
      ? isEmpty
        ? 'Nobody found.'
        : null
      : 'Looking.';
  return (
    <>
      {words && <p className="px-3 py-2 text-row text-ink-2">{words}</p>}
      <span role="status" className="sr-only">
        {failed || !settled ? '' : count === 1 ? '1 person' : `${count} people`}
      </span>
    </>
  );
}
