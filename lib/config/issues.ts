import type { z } from 'zod';
import type { Path } from './yaml-text.ts';

type Issue = z.core.$ZodIssue;

export interface Finding {
  readonly path: Path;
  readonly message: string;
}

/** What is told apart from the schema's own words. */
export interface Hints {
  /** A message for an unknown key, given its path. */
  readonly unknownKey: (path: Path) => string;
  /** A message for a value that the schema refuses, in place of the schema's; undefined for none. */
  readonly refusedValue?: (path: Path, value: unknown) => string | undefined;
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a section with keys',
  record: 'a section with keys',
};

/** The value at a path, undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inside, key) => {
    if (typeof inside !== 'object' || inside === null || !Object.hasOwn(inside, key)) return undefined;
    return (inside as Record<PropertyKey, unknown>)[key];
  }, value);
}

/** Zod's own sentences speak of types of JavaScript; messages of the schema are kept. */
const isOwnMessage = ({ message }: Issue): boolean => !/^(Invalid|Too|Unrecognized) /.test(message);

function words(issue: Issue, value: unknown): string {
  if (issue.code === 'custom' || issue.code === 'too_small' || issue.code === 'too_big') return issue.message;
  if (value === undefined) return 'is missing';
  if (value === null) return 'has no value';
  if (isOwnMessage(issue)) return issue.message;
  if (issue.code === 'invalid_type') return `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
  const allowed = issue.code === 'invalid_value' ? issue.values : 'options' in issue ? issue.options : undefined;
  if (!Array.isArray(allowed)) return issue.message;
  return `must be ${allowed.length === 1 ? '' : 'one of '}${allowed.map(String).join(', ')}`;
}

/** Whether a value is not even of the kind that an alternative takes. */
const isOfOtherKind = (branch: readonly Issue[]): boolean =>
  branch.some(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys');

/** The alternative that was meant: of the right kind, with the fewest problems inside; undefined where none is. */
const meant = (branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  branches.filter((branch) => !isOfOtherKind(branch)).sort((a, b) => a.length - b.length)[0];

/** Every problem that a schema found in a value, in words for the person who wrote it. */
export function findings(issues: readonly Issue[], value: unknown, hints: Hints, base: Path = []): readonly Finding[] {
  return issues.flatMap((issue): readonly Finding[] => {
    const path = [...base, ...issue.path];
    const here = valueAt(value, path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], message: hints.unknownKey([...path, key]) }));
    }
    const special = here === undefined ? undefined : hints.refusedValue?.(path, here);
    if (special) return [{ path, message: special }];
    const branch = issue.code === 'invalid_union' ? meant(issue.errors) : undefined;
    return branch ? findings(branch, value, hints, path) : [{ path, message: words(issue, here) }];
  });
}
