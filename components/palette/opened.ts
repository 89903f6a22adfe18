import type { Pair } from '#lib/migrations/names.ts';
import { KINDS, type RunKind } from '#lib/migrations/states.ts';

/** A page of somebody or something that was opened in this browser. */
export type Opened =
  | { readonly what: 'person'; readonly username: string }
  | ({ readonly what: 'pair' } & Pair)
  | ({ readonly what: 'run'; readonly id: string; readonly number: number; readonly kind: RunKind } & Pair);

const KEY = 'rehome.opened';
const MOST = 8;

/** What was opened last, the latest first; nothing where the browser keeps nothing, or not what we wrote. */
export function readOpened(): readonly Opened[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isOpened) : [];
  } catch {
    return [];
  }
}

/** Keeps that this was opened now. */
export function rememberOpened(opened: Opened): void {
  const key = keyOfOpened(opened);
  const others = readOpened().filter((other) => keyOfOpened(other) !== key);
  try {
    localStorage.setItem(KEY, JSON.stringify([opened, ...others].slice(0, MOST)));
  } catch {
    // A browser that keeps nothing has nothing to show.
  }
}

/** What tells one from the other. */
export function keyOfOpened(opened: Opened): string {
  if (opened.what === 'person') return JSON.stringify(['person', opened.username]);
  return JSON.stringify(opened.what === 'run' ? ['run', opened.id] : ['pair', opened.oldUser, opened.newUser]);
}

function isOpened(value: unknown): value is Opened {
  if (typeof value !== 'object' || value === null || !('what' in value)) return false;
  const has = (name: string, type: 'string' | 'number') =>
    name in value && typeof (value as Record<string, unknown>)[name] === type;
  if (value.what === 'person') return has('username', 'string');
  const isPair = has('oldUser', 'string') && has('newUser', 'string');
  if (value.what === 'pair') return isPair;
  const isKind = 'kind' in value && KINDS.some((kind) => kind === value.kind);
  return value.what === 'run' && isPair && isKind && has('id', 'string') && has('number', 'number');
}
