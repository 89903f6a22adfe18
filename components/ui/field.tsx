import type { ComponentProps, ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface FieldProps {
  /** The control's id; hint and error get ids from it. */
  readonly id: string;
  readonly label: ReactNode;
  /** Said after the label, quietly: "optional". */
  readonly aside?: string;
  readonly hint?: ReactNode;
  /** Takes the hint's place. */
  readonly error?: string | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Label, control and one line below it. Spread `describedBy` on the control so that the line is read with it. */
export function Field({ id, label, aside, hint, error, className = '', children }: FieldProps) {
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-row font-medium">
        {label}
        {aside && <span className="font-normal text-ink-3"> ({aside})</span>}
      </label>
      {children}
      {error ? (
        <p id={`${id}-note`} className="mt-1.5 flex gap-1.5 text-row text-failed-ink">
          <Icon name="octagon" className="mt-0.5 text-failed" />
          <span className="min-w-0 wrap-anywhere">{error}</span>
        </p>
      ) : (
        hint && (
          <p id={`${id}-note`} className="mt-1.5 text-row text-ink-2">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

interface Described {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

/** Attributes that tie a control to the line below it. */
export const describedBy = (id: string, hint: unknown, error: string | undefined): Described => ({
  id,
  ...(hint || error ? { 'aria-describedby': `${id}-note` } : {}),
  ...(error ? { 'aria-invalid': true } : {}),
});

type TextFieldProps = Omit<FieldProps, 'children'> & Omit<ComponentProps<'input'>, keyof FieldProps>;

/** A one-line text field. */
export function TextField({ id, label, aside, hint, error, className, ...input }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(aside && { aside })} {...(className && { className })}>
      <input className="input" autoComplete="off" {...describedBy(id, hint, error)} {...input} />
    </Field>
  );
}

type ToggleProps = Omit<ComponentProps<'input'>, 'type'> & { readonly label: ReactNode };

/** A box to tick, its words to the right. */
export function Checkbox({ label, ...input }: ToggleProps) {
  return (
    <label className="check-row flex items-start gap-2.5 text-row">
      <input type="checkbox" className="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}

/** On or off, at once and without a button. */
export function Switch({ label, ...input }: ToggleProps) {
  return (
    <label className="switch-row inline-flex cursor-pointer items-center gap-2 text-row font-medium text-ink-2">
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a checkbox has its checked state by itself. */}
      <input type="checkbox" role="switch" className="switch" {...input} />
      {label}
    </label>
  );
}
