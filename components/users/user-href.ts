import type { Route } from 'next';

/** The page of a person. */
export const userHref = (username: string): Route => `/users/${encodeURIComponent(username)}` as Route;

/** The start form with this person on one side. */
export const moveHref = (side: 'old' | 'new', username: string): Route =>
  `/migrations/new?${new URLSearchParams({ [side]: username })}` as Route;
