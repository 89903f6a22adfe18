'use client';

import { useDeferredValue, useEffect } from 'react';
import { IconButton } from '#components/ui/button.tsx';
import { describedBy, Field } from '#components/ui/field.tsx';
import { Icon } from '#components/ui/icon.tsx';
import type { Clock } from '#lib/format/time.ts';
import { type Choice, choiceOf, type Listed } from './choice.ts';
import { PersonOption } from './person-option.tsx';
import { PickerAnswer } from './picker-answer.tsx';
import { usePicker } from './use-picker.ts';

const BOX =
  'flex h-11 items-center gap-2 rounded-control border border-edge bg-surface pr-1.5 pl-3 focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus has-aria-invalid:border-failed';
const INPUT = 'block w-full bg-transparent outline-none placeholder:text-ink-3';
const LIST =
  'absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-auto rounded-panel border border-line bg-raised shadow-float';

interface PersonPickerProps {
  readonly id: string;
  readonly label: string;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice | null) => void;
  readonly error: string | undefined;
  readonly listed: Listed;
  readonly clock: Clock;
}

/**
 * A text field that finds people: the combobox of the ARIA Authoring Practices with a list, where focus stays in the field.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function PersonPicker({ id, label, choice, onChoose, error, listed, clock }: PersonPickerProps) {
  const picker = usePicker(choice, onChoose, listed);
  const { options, current } = picker;
  // The letter is drawn at once, and the list when it is ready; it goes at once too.
  const open = useDeferredValue(picker.open) && picker.open;
  const listId = `${id}-list`;
  const optionId = (index: number) => `${id}-option-${index}`;
  const activeId = open && options[current] ? optionId(current) : undefined;
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
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
              className={`${INPUT} ${choice ? 'mono leading-[18px] font-figure' : ''}`}
              value={picker.shown}
              onChange={(event) => picker.type(event.target.value)}
              onClick={picker.show}
              onKeyDown={picker.press}
              onBlur={picker.leave}
            />
            {choice && <UnderName choice={choice} listed={listed} />}
          </div>
          {picker.shown !== '' && (
            <IconButton
              icon="cross"
              label={`Clear ${label.toLowerCase()}`}
              onClick={() => {
                picker.pick(null);
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
                  text={picker.text}
                  active={index === current}
                  clock={clock}
                  onPick={() => picker.pick(choiceOf(option))}
                  onPoint={() => picker.point(index)}
                />
              ))}
            </div>
            <PickerAnswer {...picker} />
          </div>
        )}
      </div>
    </Field>
  );
}

/** The second line in the field: who that is. */
function UnderName({ choice: { person }, listed }: { readonly choice: Choice; readonly listed: Listed }) {
  if (!person) {
    const words = listed.isComplete ? 'Not listed' : 'Not listed, used anyway';
    return <span className="block text-caption text-attention-ink">{words}</span>;
  }
  return (
    <bdi dir="auto" className="block truncate text-left text-caption text-ink-2">
      {person.displayName ?? 'No display name'}
    </bdi>
  );
}
