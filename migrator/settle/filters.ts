import type { ByteName } from '../byte-name.ts';
import type { Part } from './parts.ts';

/**
 * A path as a pattern of rsync that matches it alone. Without a wildcard a backslash is itself; with one it makes the next
 * character harmless. https://download.samba.org/pub/rsync/rsync.1#PATTERN_MATCHING_RULES
 */
export const literalPattern = (path: ByteName): ByteName =>
  `/${/[*?[]/.test(path) ? path.replace(/[\\*?[]/g, '\\$&') : path}`;

/** The paths that lie in a part, as patterns from its own root. */
export function literalsIn(part: Part, paths: readonly ByteName[]): readonly ByteName[] {
  const start = part.path === '' ? '' : `${part.path}/`;
  return paths.filter((path) => path.startsWith(start)).map((path) => literalPattern(path.slice(start.length)));
}

/** What keeps a part to its own: the folders of others left out, and where they have the rest, everything else too. */
export const boundsOf = ({ without = [], onlyFolders }: Part): string =>
  without.map((name) => `- ${literalPattern(name)}/\0`).join('') + (onlyFolders ? '+ /*/\0- /*\0' : '');

/** The filter of a run with the paths added, as rsync reads it from its standard input; undefined where there is nothing in it. */
export function filterOf(rules: string, patterns: readonly ByteName[], bounds: string): Buffer | undefined {
  const text = rules + patterns.map((pattern) => `- ${pattern}\0`).join('') + bounds;
  return text === '' ? undefined : Buffer.from(text, 'latin1');
}
