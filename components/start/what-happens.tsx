import { Icon, type IconName } from '#components/ui/icon.tsx';

const STEPS = [
  { icon: 'scan', words: 'The old home is scanned. It is only ever read.' },
  { icon: 'folder', words: 'Every file is copied into a folder of its own in the new home.' },
  { icon: 'user', words: 'The new user becomes the owner, and the copy is compared with the original.' },
  { icon: 'list', words: 'The result stays on record: what was copied, what was not, and the log.' },
] as const satisfies readonly { icon: IconName; words: string }[];

/** Beside the form while nobody is chosen: what a migration does. */
export function WhatHappens() {
  return (
    <>
      <header className="flex min-h-11 items-center border-b border-line px-inset">
        <h2>What happens</h2>
      </header>
      <ol className="py-1.5">
        {STEPS.map(({ icon, words }) => (
          <li key={icon} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 px-inset py-2 text-row text-ink-2">
            <Icon name={icon} className="mt-0.5 text-ink-3" />
            {words}
          </li>
        ))}
      </ol>
    </>
  );
}
