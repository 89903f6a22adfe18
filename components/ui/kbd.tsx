import type { ReactNode } from 'react';

/** A key to press. */
export function Kbd({ children, className = '' }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <kbd
      className={`rounded-plate border border-line bg-surface px-1 font-mono text-[11px] leading-4 font-medium text-ink-3 ${className}`}
    >
      {children}
    </kbd>
  );
}
