import type { Route } from 'next';
import { THEME_WORDS } from '#components/layout/apply-theme.ts';
import { PAGES } from '#components/layout/pages.ts';
import type { IconName } from '#components/ui/icon.tsx';
import { may, type Permission, type Role } from '#lib/access/roles.ts';
import { THEMES, type Theme } from '#lib/format/theme.ts';
import type { Pair } from '#lib/migrations/names.ts';

/** What an entry does where it is no page to go to. */
export type Deed = `theme ${Theme}` | 'keys' | 'copy address' | 'print';

/** One line of what is found. */
export interface Entry {
  readonly key: string;
  readonly icon: IconName;
  readonly tone?: string;
  /** Our own words; before a name or a pair, where there is one. */
  readonly words?: string;
  readonly name?: string;
  readonly pair?: Pair;
  readonly detail?: string | null;
  /** A moment in it in full, for a hover. */
  readonly exact?: string;
  readonly leads: { readonly href: Route } | { readonly deed: Deed };
  /** Its text comes from a person, and may run the other way. */
  readonly isForeign?: boolean;
}

export interface Group {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

interface Known extends Entry {
  readonly words: string;
  /** More words that find it. */
  readonly also?: string;
  readonly needs?: Permission;
  /** Only for somebody who asks for it. */
  readonly isQuiet?: boolean;
}

const page = (href: string, icon: IconName, words: string, rest: Partial<Known> = {}): Known => ({
  ...{ key: href, icon, words, leads: { href: href as Route } },
  ...rest,
});
const act = (deed: Deed, icon: IconName, words: string, rest: Partial<Known> = {}): Known => ({
  ...{ key: deed, icon, words, leads: { deed } },
  ...rest,
});

const START = '/migrations/new';

/** The pages of the navigation, and those that it has not. */
const WHERE: readonly Known[] = [
  ...PAGES.filter(({ href }) => href !== START).map(({ href, icon, label, needs = 'see' }) =>
    page(href, icon, label, { needs }),
  ),
  page('/users', 'user', 'Users', { also: 'people accounts' }),
  page('/migrations?show=running', 'arc', 'Migrations that run or wait', { isQuiet: true }),
  page('/migrations?show=attention', 'alert', 'Migrations that need attention', { isQuiet: true }),
  page('/migrations?show=failed', 'octagon', 'Migrations that failed', { isQuiet: true }),
];

const DEEDS: readonly Known[] = [
  page(START, 'plus', 'New migration', { needs: 'run', also: 'start copy move' }),
  page('/bulk', 'columns', 'Import a list of pairs', { key: 'import', needs: 'run', also: 'bulk csv upload many' }),
  act('copy address', 'copy', 'Copy the address of this page', { also: 'link url share' }),
  act('print', 'archive', 'Print this page', { isQuiet: true, also: 'paper pdf' }),
  act('keys', 'info', 'Show the keys', { also: 'keyboard shortcuts help' }),
  ...THEMES.map((theme) =>
    act(`theme ${theme}`, 'theme', `Theme: ${THEME_WORDS[theme].toLowerCase()}`, {
      isQuiet: true,
      also: 'colours light dark mode',
    }),
  ),
];

/**
 * Pages and actions that a role has and that have all of these words, those first whose own words these are; without
 * any, those worth showing unasked.
 */
export function knownGroups(words: readonly string[], role: Role): readonly Group[] {
  const fits = ({ words: own, also = '', needs = 'see', isQuiet = false }: Known): boolean => {
    const text = `${own} ${also}`.toLowerCase();
    return may(role, needs) && (words.length === 0 ? !isQuiet : words.every((word) => text.includes(word)));
  };
  /** 1 where only other words for the same have them. */
  const rank = ({ words: own }: Known): number => (words.every((word) => own.toLowerCase().includes(word)) ? 0 : 1);
  const ranked = (known: readonly Known[]): readonly Entry[] => known.filter(fits).sort((a, b) => rank(a) - rank(b));
  return [
    { heading: 'Pages', entries: ranked(WHERE) },
    { heading: 'Actions', entries: ranked(DEEDS) },
  ].filter(({ entries }) => entries.length > 0);
}
