import type { Route } from 'next';
import { may, type Permission, type Role } from '#lib/access/roles.ts';

/** A key, or two pressed one after the other, and what it does. `Mod+` is ⌘ on a Mac, and Ctrl elsewhere. */
export interface KeyRow {
  readonly keys: readonly string[];
  readonly does: string;
  /** Where it leads; a row without is answered by the field or the page that it names. */
  readonly href?: Route;
  /** What somebody must be allowed to do to have the key; by default, to see. */
  readonly needs?: Permission;
}

interface KeyGroup {
  readonly page: string;
  readonly rows: readonly KeyRow[];
}

/** Every key there is, by page: the sheet lists this table, and the keys of every page act on it. */
export const KEYS: readonly KeyGroup[] = [
  {
    page: 'Every page',
    rows: [
      { keys: ['n'], does: 'New migration', href: '/migrations/new' as Route, needs: 'run' },
      { keys: ['Mod+K'], does: 'Find anything' },
      { keys: ['/'], does: 'Search users' },
      { keys: ['?'], does: 'Show the keys' },
      { keys: ['Esc'], does: 'Close what is open' },
    ],
  },
  {
    page: 'Lists, where Enter opens a row',
    rows: [
      { keys: ['j'], does: 'Next row' },
      { keys: ['k'], does: 'Row before' },
    ],
  },
  {
    page: 'Where anything is found',
    rows: [
      { keys: ['Enter'], does: 'Open what is chosen' },
      { keys: ['Mod+Enter'], does: 'Open it in a new tab' },
    ],
  },
  {
    page: 'Go to',
    rows: [
      { keys: ['g', 'o'], does: 'Overview', href: '/' as Route },
      { keys: ['g', 'm'], does: 'Migrations', href: '/migrations' as Route },
      { keys: ['g', 'b'], does: 'Bulk', href: '/bulk' as Route },
      { keys: ['g', 'c'], does: 'Cleanup', href: '/cleanup' as Route },
      { keys: ['g', 'a'], does: 'Audit', href: '/audit' as Route, needs: 'oversee' },
      { keys: ['g', 's'], does: 'Settings', href: '/settings' as Route, needs: 'oversee' },
    ],
  },
];

/** The groups a role has, without those that are empty for it. */
export const keysFor = (role: Role): readonly KeyGroup[] =>
  KEYS.map(({ page, rows }) => ({ page, rows: rows.filter(({ needs = 'see' }) => may(role, needs)) })).filter(
    ({ rows }) => rows.length > 0,
  );

/** The row that a press completes, where `before` is the key pressed just before it, if any. A role's own keys only. */
export function rowOf(role: Role, key: string, before?: string): KeyRow | undefined {
  const rows = keysFor(role).flatMap((group) => group.rows);
  const same = (...pressed: string[]) => rows.find(({ keys }) => keys.join(' ') === pressed.join(' '));
  return (before === undefined ? undefined : same(before, key)) ?? same(key);
}

/** The keys that lead to a page, as the navigation shows them: single ones only. */
export const keyOf = (href: Route): string | undefined =>
  KEYS.flatMap(({ rows }) => rows).find((row) => row.href === href && row.keys.length === 1)?.keys[0];

/** A key as it stands on a keyboard: `Mod+K` is `⌘K` or `Ctrl+K`. */
export const keyName = (key: string, isMac: boolean): string => key.replace('Mod+', isMac ? '⌘' : 'Ctrl+');

type Pressed = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>;

/** Whether a press is the one key that works everywhere, also while something is typed. */
export const isFindKey = ({ key, metaKey, ctrlKey, altKey, shiftKey }: Pressed, isMac: boolean): boolean =>
  key.toLowerCase() === 'k' && !altKey && !shiftKey && (isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey);
