import type { ComponentProps } from 'react';
import { Icon } from './icon.tsx';

type SelectProps = ComponentProps<'select'> & {
  /** Beside other controls of a row of tools. */
  readonly small?: boolean;
};

/** A native list to choose from, with our arrow. Give it an `aria-label` where no label names it. */
export function Select({ small = false, className = '', children, ...rest }: SelectProps) {
  return (
    <span className={`relative inline-flex ${className}`}>
      <select className={`input appearance-none pr-8 ${small ? 'input-small' : ''}`} {...rest}>
        {children}
      </select>
      <Icon name="chevronDown" className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-2" />
    </span>
  );
}
