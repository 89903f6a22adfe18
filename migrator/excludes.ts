import { type Excludes, matches, parseExcludes } from '#lib/migrations/excludes.ts';
import type { ByteName } from './byte-name.ts';
import { Failure } from './failure.ts';

/** What a run leaves out. Throws `badArguments` with all that is wrong. */
export function readExcludes(list: readonly string[]): Excludes {
  const read = parseExcludes(list);
  if (read.ok) return read.excludes;
  throw new Failure('badArguments', read.problems.join(' '));
}

/** Whether an entry is left out; undefined where nothing is, so that nothing has to be asked. */
export function excluder(list: readonly string[]): ((path: ByteName, isFolder: boolean) => boolean) | undefined {
  if (list.length === 0) return undefined;
  const excludes = readExcludes(list);
  return (path, isFolder) => matches(excludes, path, isFolder);
}
