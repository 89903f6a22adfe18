import { createHash } from 'node:crypto';

/** KubeSpawner cuts what it puts into a template at this length. */
const LONGEST = 48;
const HASH_LENGTH = 8;

/**
 * A username as KubeSpawner's `{escaped_username}`: every byte of a character other than a-z and 0-9 as `-` and hex
 * digits. The rule of KubeSpawner 6 and older, and of hubs that pin it.
 * https://jupyterhub-kubespawner.readthedocs.io/en/latest/templates.html
 */
export const escapedUsername = (username: string): string =>
  username
    .replace(/[^a-z0-9]/gu, (char) => [...Buffer.from(char)].map((byte) => `-${byte.toString(16)}`).join(''))
    .toLowerCase();

/**
 * A username as KubeSpawner's `{safe_username}`: itself where that makes a name of an object, else a slug, `---` and
 * 8 hex digits. The rule of KubeSpawner 7 and newer.
 * https://jupyterhub-kubespawner.readthedocs.io/en/latest/templates.html
 */
export function safeUsername(username: string): string {
  const isName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(username) && !username.includes('--');
  if (isName && username.length <= LONGEST) return username;
  const room = LONGEST - HASH_LENGTH - 3;
  const words = username.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const slug = words.replace(/^-+/, '').slice(0, room).replace(/-+$/, '');
  const named = slug === '' || /^[a-z]/.test(slug) ? slug : `x-${slug.slice(0, room - 2)}`;
  const hash = createHash('sha256').update(username).digest('hex').slice(0, HASH_LENGTH);
  return `${named || 'x'}---${hash}`;
}
