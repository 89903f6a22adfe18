import { fillTemplate } from '#lib/config/path-template.ts';
import { checkUsername } from './usernames.ts';

/** The longest name of a file that Linux knows (NAME_MAX), in bytes. */
const LONGEST_NAME_BYTES = 255;
/** The longest path (PATH_MAX) less room for where the volume is mounted, in bytes. */
const LONGEST_PATH_BYTES = 4000;

/** What stands for a username by one of the rules that a hub's spawner may follow. */
const ESCAPED = /\{(escaped|safe)_username\}/g;
const SPELLINGS = ['{escaped_username}', '{safe_username}', '{username}'];

export type HomePath = { readonly path: string } | { readonly problem: string };

function pathProblem(path: string, parts: readonly string[]): string | undefined {
  if (parts.length === 0) return 'its path is empty';
  if (path.startsWith('/')) return 'its path would be absolute';
  if (parts.some((part) => part === '.' || part === '..')) return 'its path would leave the volume';
  if (path.includes('\0')) return 'its path would contain a NUL';
  if (parts.some((part) => Buffer.byteLength(part) > LONGEST_NAME_BYTES)) {
    return `a folder’s name would be longer than ${LONGEST_NAME_BYTES} bytes`;
  }
  return Buffer.byteLength(path) > LONGEST_PATH_BYTES ? 'its path would be too long' : undefined;
}

/**
 * Where a user's home lies, relative to the volume: never empty, never absolute, never with `.` or `..`, without
 * doubled or trailing slashes. A username or a template that would lead elsewhere is a problem, as a sentence.
 */
export function homePath(template: string, username: string): HomePath {
  const wrong = checkUsername(username);
  if (wrong) return { problem: wrong };
  const path = fillTemplate(template, username);
  const parts = path.split('/').filter((part) => part !== '');
  const problem = pathProblem(path, parts);
  if (problem) return { problem: `There is no safe home for this username: ${problem}.` };
  return { path: parts.join('/') };
}

/** Where the home would lie if the hub escaped the name by another rule that is known; none where the name is taken as it is. */
export function otherPaths(template: string, username: string): readonly string[] {
  const own = homePath(template, username);
  if ('problem' in own || template.search(ESCAPED) < 0) return [];
  const paths = SPELLINGS.map((spelling) => homePath(template.replace(ESCAPED, spelling), username));
  return [...new Set(paths.flatMap((found) => ('path' in found && found.path !== own.path ? [found.path] : [])))];
}
