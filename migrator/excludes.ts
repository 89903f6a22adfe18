import { type Excludes, parseExcludes } from '#lib/migrations/excludes.ts';
import { Failure } from './failure.ts';

/** The excludes of a command line. Throws a `badArguments` failure that names each one that is none. */
export function readExcludes(list: readonly string[]): Excludes {
  const parsed = parseExcludes(list);
  if (!parsed.ok) throw new Failure('badArguments', parsed.problems.join(' '));
  return parsed.excludes;
}
