import type { ByteName } from '../byte-name.ts';
import { toByteName } from '../byte-name.ts';

/** Where a person's programs saw the home at: as it is given here, and where the usual platforms mount it. Bytes, without a last slash. */
export const usualPaths = (home: string, user: string): readonly ByteName[] =>
  [home, `/home/${user}`, `/home/${[...user][0] ?? ''}/${user}`, '/home/jovyan'].map(toByteName);

/** Whether an absolute path lies in the home, by one of its usual paths. */
export const liesIn = (paths: readonly ByteName[], target: ByteName): boolean =>
  paths.some((path) => target === path || target.startsWith(`${path}/`));

/**
 * Whether a link leaves the home, or leads into it by an absolute path; undefined for one that moves along with a copy.
 * Judged by its words alone: nothing is followed.
 */
export function whereItLeads(
  link: ByteName,
  target: ByteName,
  paths: readonly ByteName[],
): 'leaving' | 'absolute' | undefined {
  if (target.startsWith('/')) return liesIn(paths, target) ? 'absolute' : 'leaving';
  let depth = link.split('/').length - 1;
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return 'leaving';
  }
  return undefined;
}
