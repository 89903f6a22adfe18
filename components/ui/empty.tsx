import type { ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** The one thing to do about it. */
  readonly action?: ReactNode;
  /** Without the drawing, and lower: for a part of a page. */
  readonly small?: boolean;
}

/** Nothing here, why, and what to do. */
export function Empty({ title, children, action, small = false }: EmptyProps) {
  return (
    <div className={`grid justify-items-center px-6 text-center ${small ? 'py-10' : 'pt-18 pb-16'}`}>
      {!small && <Drawing />}
      <h2 className={small ? '' : 'text-[1.0625rem] leading-6'}>{title}</h2>
      {children && <p className="mt-1.5 max-w-[46ch] text-balance text-ink-2 wrap-anywhere">{children}</p>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

function Drawing() {
  return (
    <svg
      viewBox="0 0 200 72"
      className="mb-6 h-18 w-50 fill-none stroke-ink-3 stroke-[1.5] [stroke-linecap:round] [stroke-linejoin:round]"
      aria-hidden="true"
    >
      <path d="M8 66V34L32 13l24 21v32z" strokeDasharray="3 4" />
      <path className="stroke-accent" d="M70 50h52M116 43l7 7-7 7" />
      <path className="fill-accent-tint stroke-accent" d="M144 66V34l24-21 24 21v32z" />
      <path className="stroke-accent" d="M161 66V48h14v18" />
      <path className="stroke-edge" d="M2 66h60M138 66h60" />
    </svg>
  );
}
