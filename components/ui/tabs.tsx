import type { ReactNode } from 'react';
import { Link } from './link.tsx';
import { TabStrip } from './tab-strip.tsx';

export interface Tab {
  readonly key: string;
  readonly label: string;
  /** Said after the label, quietly: a count. */
  readonly note?: string | number | undefined;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Key of the tab on show. */
  readonly current: string;
  /** Query parameter that carries the choice; the first tab is the address without it. */
  readonly parameter?: string;
  /** Takes a choice in place of a navigation, and puts it into the address itself. Only from client components. */
  readonly onChoose?: (key: string) => void;
}

/** Tabs as addresses, so that a tab can be linked to and gone back from: a navigation, not a widget. */
export function Tabs({ label, tabs, current, parameter = 'tab', onChoose }: TabsProps) {
  return (
    <TabStrip label={label} current={current}>
      {tabs.map(({ key, label: words, note }, index) => (
        <Link
          key={key}
          href={{ query: index === 0 ? {} : { [parameter]: key } }}
          scroll={false}
          replace
          {...(onChoose && {
            onNavigate: (event: { preventDefault: () => void }) => {
              event.preventDefault();
              onChoose(key);
            },
          })}
          {...(key === current && { 'aria-current': 'true' as const })}
          className="-mb-px flex h-[42px] flex-none items-center gap-1.5 border-b-2 border-transparent text-row font-medium text-ink-2 -outline-offset-2 hover:text-ink aria-[current]:border-accent aria-[current]:text-ink max-phone:h-11"
        >
          {words}
          {note !== undefined && <span className="text-caption font-normal text-ink-3">{note}</span>}
        </Link>
      ))}
    </TabStrip>
  );
}

/** What a tab shows. */
export function TabPanel({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <section aria-label={label}>{children}</section>;
}
