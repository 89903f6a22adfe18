import type { RunRecordFacts } from './run-record-facts.ts';

interface Listed {
  readonly name: string;
  readonly about: string;
}

/** What a bundle says of itself: of which run it is, what is in it, and what is not. */
export function bundleReadme(
  { run, settings, audit, about }: Pick<RunRecordFacts, 'run' | 'settings' | 'audit' | 'about'>,
  files: readonly Listed[],
  { fileNames, at }: { readonly fileNames: boolean; readonly at: Date },
): string {
  const width = Math.max(...files.map(({ name }) => name.length));
  const missing = [settings ? null : 'the configuration', audit ? null : 'the audit'].filter((what) => what !== null);
  return `${[
    `Rehome ${about.version}: support bundle of one run`,
    '',
    `Run        ${run.id}, number ${run.number} of its pair (${run.kind})`,
    `State      ${run.outcome ?? run.state}${run.code ? `, ${run.code}` : ''}`,
    `Made at    ${at.toISOString()}`,
    '',
    'What is in it',
    ...files.map(({ name, about: words }) => `  ${name.padEnd(width)}  ${words}`),
    '',
    'What was replaced',
    '  People      user-1 is the old account, user-2 the new one; others follow. What claims, folders and labels',
    '              are called after them as well. Whoever asked for something is operator-1, and so on.',
    '  Addresses   E-mail and network addresses, and the names of nodes, claims and file servers.',
    '  Secrets     What looks like a password, a token or a key. Of web addresses only the host is left.',
    ...(fileNames
      ? ['  File names  Are in it, as whoever made this bundle chose. User names in them are replaced.']
      : [
          '  File names  Names of files and folders in homes are name-1, name-2, and so on; patterns of what was left',
          '              out of the copy are pattern-1, and so on.',
        ]),
    '  The same word stands for the same name in all files. No list says which is which.',
    '',
    'What was left out',
    '  The values of environment variables, and what people wrote: reasons, tickets and notes.',
    '  The contents of files in homes: Rehome keeps none.',
    ...(missing.length > 0 ? [`  Whoever made this bundle may not read ${missing.join(' and ')}.`] : []),
    '',
    'Numbers of users and groups, sizes, times, paths of the configuration, and the names of the namespace, the',
    'cluster and the image are as they were. A message of another program may hold a name that Rehome could not',
    'tell as one: read what you send.',
  ].join('\n')}\n`;
}
