import { z } from 'zod';
import { ConfigError } from '#lib/config/config-error.ts';
import { findings } from '#lib/config/issues.ts';
import { type FileProblem, formatPath, readYaml } from '#lib/config/yaml-text.ts';
import { checkUsername } from '#lib/homes/usernames.ts';
import type { Person } from './directory.ts';

const username = z.string().superRefine((name, context) => {
  const problem = checkUsername(name);
  if (problem) context.addIssue({ code: 'custom', message: problem });
});
const people = z.array(
  z.strictObject({
    username,
    displayName: z.string().nullable().default(null),
    uid: z.int('must be a whole number').min(0, 'must not be negative').nullable().default(null),
  }),
);
const hints = { unknownKey: () => 'unknown key; known here: username, displayName, uid' };

/** Reads a list of people; throws `ConfigError` with every problem. Usernames must not be there twice. */
export function readPeople(file: string, text: string): readonly Person[] {
  const yaml = readYaml(text);
  if (yaml.problems.length > 0) throw new ConfigError(file, yaml.problems);
  const parsed = people.safeParse(yaml.value);
  const found = parsed.success
    ? repeated(parsed.data).map((index) => ({ path: [index, 'username'], message: 'is there twice' }))
    : findings(parsed.error.issues, yaml.value, hints);
  const problems = found.map(
    ({ path, message }): FileProblem => ({ path: formatPath(path), line: yaml.lineOf(path), message }),
  );
  if (problems.length > 0 || !parsed.success) throw new ConfigError(file, problems);
  return parsed.data;
}

/** The places of usernames that an earlier entry has already. */
function repeated(list: readonly Person[]): readonly number[] {
  const seen = new Set<string>();
  return list.flatMap(({ username: name }, index) => {
    if (seen.has(name)) return [index];
    seen.add(name);
    return [];
  });
}
