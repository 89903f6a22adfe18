import { Icon, type IconName } from './icon.tsx';

/** A sentence with the icon before it. */
export type Consequence = readonly [IconName, string];

/** What a dialog says before somebody agrees to it. */
export function ConsequenceList({ items }: { readonly items: readonly Consequence[] }) {
  return (
    <ul className="mt-4 border-t border-line">
      {items.map(([icon, sentence]) => (
        <li
          key={sentence}
          className="grid grid-cols-[16px_minmax(0,1fr)] gap-3 border-b border-line py-2.5 text-[0.84375rem] leading-5"
        >
          <Icon name={icon} className="mt-0.5 text-ink-3" />
          {sentence}
        </li>
      ))}
    </ul>
  );
}
