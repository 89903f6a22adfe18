import type { ComponentProps } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { Link } from './link.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-quiet';

export type ButtonSize = 'regular' | 'small' | 'icon';

interface Look {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
}

/** Classes of a button, for what has to be another element (a summary, a download link). */
export const buttonClass = ({ variant = 'secondary', size = 'regular' }: Look = {}, className = ''): string =>
  `button button-${variant} button-${size} ${className}`;

type ButtonProps = ComponentProps<'button'> & Look & { readonly icon?: IconName };

/** A button. Its words are a verb with an object; an ellipsis at the end means a question follows. */
export function Button({ variant, size, icon, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={buttonClass({ variant, size }, className)} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

type ButtonLinkProps = ComponentProps<typeof Link> & Look & { readonly icon?: IconName };

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link className={buttonClass({ variant, size }, className)} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

type IconButtonProps = ComponentProps<'button'> & {
  readonly icon: IconName;
  /** What it does; the only words it has. */
  readonly label: string;
  readonly variant?: ButtonVariant;
};

/** A square button with a drawing only. */
export function IconButton({ icon, label, variant = 'quiet', className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button type={type} aria-label={label} className={buttonClass({ variant, size: 'icon' }, className)} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
