import { memo, type ReactNode, useDeferredValue } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox, describedBy, Field, TextField } from '#components/ui/field.tsx';
import { latePart } from '#components/ui/late-part.tsx';
import { Select } from '#components/ui/select.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import type { StartOptions } from '#lib/migrations/start-views.ts';
import { type OptionsDraft, optionsSentence, type Savings } from './options-draft.ts';
import { FIELD_IDS, focusFirst } from './start-fields.ts';

const ExcludesField = latePart(() => import('./excludes-field.tsx').then((module) => module.ExcludesField));
const PARTS = [ExcludesField.warm];

interface OptionsSectionProps {
  readonly draft: OptionsDraft;
  readonly onChange: (draft: OptionsDraft) => void;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** By the name that the server calls the field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly savings: Savings | undefined;
  /** What is said after the sentence, of the further fields. */
  readonly more?: string;
  /** Further fields. */
  readonly children?: ReactNode;
}

const FIELDS_ID = 'options-fields';
const FIELDS = ['excludes', 'bandwidth', 'notBefore', 'note'];

/** Whether one of its fields, or of those that are put into it, is at fault. The section stays open then, and hiding it leads there. */
export const hasOptionError = (errors: Readonly<Record<string, string>>): boolean =>
  FIELDS.some((field) => errors[field] !== undefined);

/** How the copy is made: in a sentence, and in fields for whoever wants it otherwise. */
export const OptionsSection = memo(function OptionsSection(props: OptionsSectionProps) {
  const { draft, onChange, open, onOpen, errors, savings, ...rest } = props;
  useWarmParts(PARTS);
  // The button answers at once, and the fields come when they are ready.
  const isShown = useDeferredValue(open);
  return (
    <>
      <div className="mt-0.5 flex items-start gap-4 max-phone:flex-col max-phone:gap-2">
        <p className="min-w-0 flex-1 text-row text-ink-2">
          {optionsSentence(draft, savings)}
          {rest.more}
        </p>
        <Button
          id={FIELD_IDS.options}
          aria-expanded={open}
          aria-controls={FIELDS_ID}
          className="-mt-6 max-phone:mt-0"
          onClick={() => (open && hasOptionError(errors) ? focusFirst(errors) : onOpen(!open))}
        >
          {open ? 'Hide options' : 'Change options'}
        </Button>
      </div>
      <div id={FIELDS_ID} hidden={!isShown} className="mt-4 grid gap-5">
        {isShown && <ExcludesField draft={draft} onChange={onChange} error={errors.excludes} savings={savings} />}
        <div className="grid grid-cols-2 gap-x-6 gap-y-5 max-phone:grid-cols-1">
          <VerifyField value={draft.verify} onChange={(verify) => onChange({ ...draft, verify })} />
          <TextField
            id={FIELD_IDS.bandwidth}
            label="Speed limit"
            aside="optional"
            hint="Bytes a second; 50M are 50,000,000, 47.7 MiB. Left empty, the copy goes at full speed."
            inputMode="text"
            spellCheck={false}
            autoCapitalize="characters"
            maxLength={20}
            value={draft.bandwidth}
            error={errors.bandwidth}
            onChange={(event) => onChange({ ...draft, bandwidth: event.target.value })}
          />
        </div>
        <Checkbox
          checked={draft.keepPods === 'failed'}
          onChange={(event) => onChange({ ...draft, keepPods: event.target.checked ? 'failed' : 'never' })}
          label={
            <>
              Keep the pod if the run fails
              <span className="block text-ink-2">
                To look into it by hand. Log, events and facts are saved either way.
              </span>
            </>
          }
        />
        {rest.children}
      </div>
    </>
  );
});

const MODES: readonly { readonly mode: StartOptions['verify']; readonly label: string; readonly hint: string }[] = [
  { mode: 'sizes', label: 'Sizes', hint: 'Also owners, modes, times and links. Reads no file again, so it is quick.' },
  {
    mode: 'checksums',
    label: 'Checksums',
    hint: 'Every byte of both sides is read again: about as long as the copy itself.',
  },
  { mode: 'none', label: 'Nothing', hint: 'The copy is published as it was made. Errors of the storage go unseen.' },
];

function VerifyField({
  value,
  onChange,
}: {
  value: StartOptions['verify'];
  onChange: (mode: StartOptions['verify']) => void;
}) {
  const hint = MODES.find(({ mode }) => mode === value)?.hint;
  return (
    <Field id={FIELD_IDS.verify} label="Compared at the end" hint={hint}>
      <Select
        className="w-full"
        {...describedBy(FIELD_IDS.verify, hint, undefined)}
        value={value}
        onChange={(event) => {
          const chosen = MODES.find(({ mode }) => mode === event.target.value);
          if (chosen) onChange(chosen.mode);
        }}
      >
        {MODES.map(({ mode, label }) => (
          <option key={mode} value={mode}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
