import type { Route } from 'next';

/** The page of a pair. */
export const pairHref = (oldUser: string, newUser: string): Route =>
  `/pairs/${encodeURIComponent(oldUser)}/${encodeURIComponent(newUser)}` as Route;

/** The start form with both people filled in. */
export const startHref = (oldUser: string, newUser: string): Route =>
  `/migrations/new?${new URLSearchParams({ old: oldUser, new: newUser })}` as Route;
