import type { Route } from 'next';
import { KIND_WORDS } from '#components/migrations/kind-words.ts';
import { FAMILIES } from '#components/migrations/status-look.ts';
import { pairHref, startHref } from '#components/pairs/pair-href.ts';
import { moveHref, userHref } from '#components/users/user-href.ts';
import { may, type Role } from '#lib/access/roles.ts';
import { type Clock, formatExactTime, formatTime } from '#lib/format/time.ts';
import { listSearch } from '#lib/migrations/list-query.ts';
import type { Pair } from '#lib/migrations/names.ts';
import type { FoundPerson, FoundRun, PaletteView } from '#lib/migrations/palette-views.ts';
import { STATUS } from '#lib/migrations/states.ts';
import type { Entry, Group } from './entries.ts';
import { keyOfOpened, type Opened } from './opened.ts';

/** What the server found, and what can be started with it. */
export function foundGroups(found: PaletteView, role: Role, clock: Clock): readonly Group[] {
  return [
    { heading: 'People', entries: found.people.map(personEntry) },
    { heading: 'Pairs', entries: found.pairs.map(pairEntry) },
    { heading: 'Runs', entries: found.runs.map((run) => runEntry(run, clock)) },
    { heading: 'Start', entries: may(role, 'run') ? starts(found) : [] },
  ].filter(({ entries }) => entries.length > 0);
}

/** The way to all that a text finds. */
export const searchGroup = (text: string): Group => ({
  heading: 'Search',
  entries: [
    {
      ...searchEntry('list', 'All migrations with', text),
      leads: { href: `/migrations${listSearch({ text })}` as Route },
    },
    {
      ...searchEntry('user', 'All users with', text),
      leads: { href: `/users?${new URLSearchParams({ q: text })}` as Route },
    },
  ],
});

const searchEntry = (icon: 'list' | 'user', words: string, name: string) => ({ key: words, icon, words, name });

/** What was opened last, but for the page that is open now, by its path. */
export function openedGroup(opened: readonly Opened[], path: string): readonly Group[] {
  const entries = opened.map(openedEntry).filter(({ leads }) => !('href' in leads) || leads.href !== path);
  return entries.length === 0 ? [] : [{ heading: 'Opened last', entries }];
}

function openedEntry(opened: Opened): Entry {
  const key = `opened ${keyOfOpened(opened)}`;
  if (opened.what === 'person') return { ...nameEntry(opened.username), key };
  const pair = { oldUser: opened.oldUser, newUser: opened.newUser };
  if (opened.what === 'pair') return { ...pairEntry(pair), key, detail: 'Pair' };
  const { id, number, kind } = opened;
  return { key, icon: 'clock', pair, detail: `${KIND_WORDS[kind]} ${number}`, leads: { href: runHref(id) } };
}

const runHref = (id: string): Route => `/migrations/${encodeURIComponent(id)}` as Route;
const nameEntry = (name: string): Entry => ({
  ...{ key: `person ${name}`, icon: 'user', name },
  leads: { href: userHref(name) },
});

const personEntry = ({ username, displayName, isListed }: FoundPerson): Entry => ({
  ...nameEntry(username),
  detail: isListed ? (displayName === username ? null : displayName) : 'Not in the directory',
  isForeign: isListed,
});

const pairEntry = (pair: Pair): Entry => ({
  ...{ key: `pair ${JSON.stringify([pair.oldUser, pair.newUser])}`, icon: 'swap', pair },
  leads: { href: pairHref(pair.oldUser, pair.newUser) },
});

function runEntry({ id, number, kind, oldUser, newUser, status, requestedAt, ticket }: FoundRun, clock: Clock): Entry {
  const { label, family } = STATUS[status];
  const facts = [`${KIND_WORDS[kind]} ${number}`, label, formatTime(requestedAt, clock), ticket];
  return {
    ...{ key: `run ${id}`, icon: FAMILIES[family].icon, tone: FAMILIES[family].mark, pair: { oldUser, newUser } },
    ...{
      detail: facts.filter(Boolean).join(', '),
      exact: `Requested ${formatExactTime(requestedAt, clock.zone)}`,
      isForeign: Boolean(ticket),
      leads: { href: runHref(id) },
    },
  };
}

/** Migrations of whom the text names, where that leaves no doubt. */
function starts({ start, pairs, people }: PaletteView): readonly Entry[] {
  const [onlyPair, secondPair] = pairs;
  const pair = start ?? (secondPair ? undefined : onlyPair);
  const [onlyPerson, secondPerson] = people;
  const username = secondPerson ? undefined : onlyPerson?.username;
  const between: readonly Entry[] = pair
    ? [{ ...startEntry('New migration'), pair, leads: { href: startHref(pair.oldUser, pair.newUser) } }]
    : [];
  if (username === undefined) return between;
  return [
    ...between,
    { ...startEntry('Migrate from'), name: username, leads: { href: moveHref('old', username) } },
    { ...startEntry('Migrate to'), name: username, leads: { href: moveHref('new', username) } },
  ];
}

const startEntry = (words: string) => ({ key: words, icon: 'plus', words }) as const;
