'use client';

import { startWords, untilWords } from '#components/migrations/scheduled-words.ts';
import { describedBy, Field, TextField } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { type Clock, formatExactTime, formatZone } from '#lib/format/time.ts';
import { MAX_NOTE_TO_USER } from '#lib/migrations/note-to-user.ts';
import type { Extras, ExtrasDraft } from './extras.ts';
import { nextHour, readExtras, startOf } from './read-extras.ts';
import { FIELD_IDS } from './start-fields.ts';

interface ExtrasFieldsProps {
  readonly draft: ExtrasDraft;
  readonly onChange: (extras: Extras) => void;
  /** By the name that the server calls the field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly clock: Clock;
}

const NOTE_HINT = `For the person whose files these are: it stands in the receipt, and in the message to them. Plain text, at most ${MAX_NOTE_TO_USER} characters.`;

/** When the run starts, and a note to its person. */
export function ExtrasFields({ draft, onChange, errors, clock }: ExtrasFieldsProps) {
  const change = (more: Partial<ExtrasDraft>) => onChange(readExtras({ ...draft, ...more }, clock));
  return (
    <>
      <div className="grid grid-cols-2 gap-x-6 gap-y-5 max-phone:grid-cols-1">
        <Field id={FIELD_IDS.when} label="Start">
          <Select
            id={FIELD_IDS.when}
            className="w-full"
            value={draft.isLater ? 'later' : 'now'}
            onChange={({ target }) => {
              const isLater = target.value === 'later';
              change({ isLater, at: draft.at || nextHour(clock) });
            }}
          >
            <option value="now">As soon as a slot is free</option>
            <option value="later">At a time</option>
          </Select>
        </Field>
        {draft.isLater && (
          <StartAt draft={draft} onChange={(at) => change({ at })} error={errors.notBefore} clock={clock} />
        )}
      </div>
      <Field id={FIELD_IDS.note} label="Note to the user" aside="optional" hint={NOTE_HINT} error={errors.note}>
        <textarea
          className="input"
          rows={3}
          dir="auto"
          maxLength={MAX_NOTE_TO_USER}
          {...describedBy(FIELD_IDS.note, NOTE_HINT, errors.note)}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </Field>
    </>
  );
}

interface StartAtProps extends Pick<ExtrasFieldsProps, 'draft' | 'clock'> {
  readonly onChange: (at: string) => void;
  readonly error: string | undefined;
}

function StartAt({ draft, onChange, error, clock }: StartAtProps) {
  const at = startOf(draft, clock);
  const hint = at && (
    <span title={formatExactTime(at, clock.zone)}>
      Starts {startWords(at, clock)}, {untilWords(at, clock.now)}.
    </span>
  );
  return (
    <TextField
      id={FIELD_IDS.notBefore}
      type="datetime-local"
      label="Day and time"
      aside={`your zone, ${formatZone({ zone: clock.zone, now: at ?? clock.now })}`}
      hint={hint}
      error={error}
      required
      value={draft.at}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
