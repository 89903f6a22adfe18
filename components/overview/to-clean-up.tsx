import type { Route } from 'next';
import { ButtonLink } from '#components/ui/button.tsx';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { CleanupCounts } from '#lib/migrations/cleanup-views.ts';

interface Kind {
  readonly count: number;
  readonly one: string;
  readonly many: string;
  readonly icon: IconName;
  readonly href: string;
}

/** What runs left behind, each kind with a way to where it is listed. Nothing at all where there is nothing. */
export function ToCleanUp({ leftovers, partialCopies }: CleanupCounts) {
  const all: readonly Kind[] = [
    { count: leftovers, one: 'leftover pod', many: 'leftover pods', icon: 'pod', href: '/cleanup#leftovers' },
    {
      ...{ count: partialCopies, one: 'partial copy', many: 'partial copies', icon: 'folder' as const },
      href: '/cleanup#partial-copies',
    },
  ];
  const kinds = all.filter(({ count }) => count > 0);
  if (kinds.length === 0) return null;
  return (
    <Panel as="aside" label="To clean up">
      <ul>
        {kinds.map(({ count, one, many, icon, href }) => (
          <li
            key={href}
            className="flex items-center gap-3 border-t border-line px-inset py-3 text-row first:border-t-0"
          >
            <Icon name={icon} />
            <span className="min-w-0 flex-1 font-medium">
              {groupDigits(count)} {count === 1 ? one : many}
            </span>
            <ButtonLink
              href={href as Route}
              size="small"
              aria-label={`Look at ${count === 1 ? `it: 1 ${one}` : `them: ${groupDigits(count)} ${many}`}`}
            >
              Look at {count === 1 ? 'it' : 'them'}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
