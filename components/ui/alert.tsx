import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type Grade = 'information' | 'warning' | 'error';

const GRADES: Readonly<Record<Grade, { readonly icon: IconName; readonly box: string; readonly mark: string }>> = {
  information: { icon: 'info', box: 'border-accent-line bg-accent-tint', mark: 'text-accent' },
  warning: { icon: 'alert', box: 'border-attention-line bg-attention-tint', mark: 'text-attention' },
  error: { icon: 'octagon', box: 'border-failed-line bg-failed-tint', mark: 'text-failed' },
};

interface AlertProps {
  readonly grade?: Grade;
  /** The first sentence, bold, with its full stop. */
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits; neither for what was there when the page came. */
  readonly role?: 'alert' | 'status';
  readonly className?: string;
}

/** Something to know before going on, in three grades. At most two on a page at once. */
export function Alert({ grade = 'information', title, children, action, role, className = '' }: AlertProps) {
  const { icon, box, mark } = GRADES[grade];
  return (
    <div
      {...(role && { role })}
      className={`flex flex-wrap gap-x-3 gap-y-2 rounded-panel border px-4 py-3 text-row ${box} ${className}`}
    >
      <Icon name={icon} className={`mt-0.5 ${mark}`} />
      <div className="min-w-0 flex-1 basis-44">
        <b>{title}</b> {children}
      </div>
      {action && (
        <div className="-my-1 flex items-center gap-1.5 self-center max-phone:my-0 max-phone:w-full max-phone:pl-7">
          {action}
        </div>
      )}
    </div>
  );
}
