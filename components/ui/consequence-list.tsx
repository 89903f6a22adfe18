import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** A sentence, or more, with the icon before it. */
export type Consequence = readonly [IconName, ReactNode];

/** What a dialog says before somebody agrees to it. */
export function ConsequenceList({ items }: { readonly items: readonly Consequence[] }) {
  return (
    <ul className="mt-4 border-t border-line">
      {items.map(([icon, said]) => (
        <li
          key={typeof said === 'string' ? said : icon}
          className="grid grid-cols-[16px_minmax(0,1fr)] gap-3 border-b border-line py-2.5 text-[0.84375rem] leading-5"
        >
          <Icon name={icon} className="mt-0.5 text-ink-3" />
          <div className="min-w-0">{said}</div>
        </li>
      ))}
    </ul>
  );
}
