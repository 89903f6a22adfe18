import type { Route } from 'next';
import type { CheckFinding } from '#components/migrations/check-findings.ts';
import { PathList } from '#components/migrations/path-list.tsx';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { Link } from '#components/ui/link.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { Finding, FindingGrade } from './outlook.ts';

/** How each grade looks. Only the cell of the icon is tinted, so that five warnings do not shout. */
export const LOOKS: Readonly<
  Record<
    FindingGrade | 'working',
    {
      readonly icon: IconName;
      readonly mark: string;
      readonly cell: string;
      readonly words: string;
      readonly name: string;
    }
  >
> = {
  good: { icon: 'check', mark: 'text-done', cell: '', words: 'text-ink-2', name: 'Good' },
  note: { icon: 'info', mark: 'text-accent', cell: '', words: '', name: 'To know' },
  warning: { icon: 'alert', mark: 'text-attention', cell: 'bg-attention-tint', words: '', name: 'Warning' },
  blocked: { icon: 'octagon', mark: 'text-failed', cell: 'bg-failed-tint', words: '', name: 'In the way' },
  'not-known': { icon: 'unknown', mark: 'text-ink-3', cell: '', words: 'text-ink-2', name: 'Not known' },
  working: { icon: 'arc', mark: 'animate-turn text-accent', cell: '', words: '', name: 'Working' },
};

interface PreflightRowProps {
  readonly finding: Finding;
  /** The page of the check. */
  readonly checkHref: Route | null;
  readonly onOptions: () => void;
}

/** One finding: how grave, of what, and what it is; with what it counts and where something can be done about it. */
export function PreflightRow({ finding, checkHref, onOptions }: PreflightRowProps) {
  const { topic, grade, words, lists = [], see } = finding;
  const look = LOOKS[grade];
  return (
    <li className="grid grid-cols-[48px_88px_minmax(0,1fr)] border-t border-line text-row max-phone:grid-cols-[44px_minmax(0,1fr)]">
      <span className={`pt-[11px] pl-inset max-phone:row-span-2 ${look.cell}`}>
        <Icon name={look.icon} className={look.mark} />
        <span className="sr-only">{look.name}</span>
      </span>
      <span className="py-[9px] pl-2 font-medium max-phone:pb-0">{topic}</span>
      <div className={`py-[9px] pr-inset max-phone:pt-0 max-phone:pl-2 ${look.words}`}>
        <p className="wrap-anywhere" dir="auto">
          {words}
        </p>
        {lists.map((list) => (
          <PathList key={list.label} paths={list.first} count={list.count} label={listLabel(list)} />
        ))}
        {see === 'options' && (
          <button type="button" className="link py-0.5" onClick={onOptions}>
            Change what is left out
          </button>
        )}
        {see === 'check' && checkHref && (
          <Link className="link inline-block py-0.5" href={checkHref}>
            View the check
          </Link>
        )}
      </div>
    </li>
  );
}

const listLabel = ({ label, count, first }: CheckFinding): string =>
  `${label} (${first.length < count ? `${first.length} of ${groupDigits(count)}` : count})`;
