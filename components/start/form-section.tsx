import type { ReactNode } from 'react';

interface FormSectionProps {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}

/** A numbered part of the form. */
export function FormSection({ number, title, children }: FormSectionProps) {
  return (
    <section className="grid grid-cols-[24px_minmax(0,1fr)] border-t border-line p-inset first:border-t-0 max-phone:grid-cols-1">
      <span aria-hidden="true" className="text-row font-semibold text-ink-3 max-phone:hidden">
        {number}
      </span>
      <div className="min-w-0">
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  );
}
