import { escapedUsername, safeUsername } from './kubespawner-slugs.ts';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** What stands for a user in a template; all but `initial` tell every user from every other. */
const VALUES: Readonly<Record<string, (username: string) => string>> = {
  username: (username) => username,
  escaped_username: escapedUsername,
  safe_username: safeUsername,
  initial: ([initial = '']) => initial,
};
const NAMES = Object.keys(VALUES)
  .map((name) => `{${name}}`)
  .join(', ');
const isUsername = (placeholder: string): boolean => placeholder.endsWith('username');

/** Where a home lies in the volume, for one username. Nothing is checked here: see `homePath`. */
export const fillTemplate = (template: string, username: string): string =>
  template.replace(PLACEHOLDER, (whole: string, name: string) => VALUES[name]?.(username) ?? whole);

/** What is wrong with a template for paths of homes, as a sentence; undefined if it is sound. */
export function checkTemplate(template: string): string | undefined {
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const unknown = names.find((name) => !Object.hasOwn(VALUES, name));
  if (unknown !== undefined) return `{${unknown}} is unknown; known are ${NAMES}`;
  if (/[{}]/.test(template.replace(PLACEHOLDER, ''))) return 'has a brace without its other half';
  if (!names.some(isUsername)) return 'must contain {username}, or all users would share one home';
  if (template.startsWith('/')) return 'is a path inside the volume: leave out the leading /';
  if (template.split('/').some((part) => part === '..' || part === '.')) return 'must not contain . or .. as a folder';
  return /\p{Cc}/u.test(template) ? 'must not contain control characters' : undefined;
}

/** Whether homes lie inside a folder that carries the username, so that their user may own what lies above. */
export function hasSuffix(template: string): boolean {
  const parts = template.split('/').filter(Boolean);
  return parts.findIndex((part) => /username\}/.test(part)) < parts.length - 1;
}
