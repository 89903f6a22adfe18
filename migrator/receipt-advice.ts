import { type ByteName, printable } from './byte-name.ts';

export interface Environment {
  readonly kind: 'venv' | 'conda' | 'kernel';
  /** Relative to the home: the environment's folder, or the kernel's. */
  readonly path: ByteName;
}
/** Links with a whole path that leads into the old home. */
export interface LinksBack {
  /** The old home as those links spell it, `/home/alice`. */
  readonly into: ByteName;
  readonly count: number;
  /** The first of them, relative to the home. */
  readonly first: readonly ByteName[];
}
/** What was found in the home that will not work from the copy. Undefined where nobody looked. */
export interface Found {
  readonly links?: LinksBack | undefined;
  readonly environments?: readonly Environment[] | undefined;
}

/** How many of a kind are named. */
const NAMED = 10;

/**
 * What to check in the copy, and the commands for it, as lines of text; nothing where there is nothing to check. `finishedAt` is
 * the end of the run: what a command writes is called by it, so that no file of the person has that name already.
 */
export function adviceFor({ links, environments }: Found, finishedAt: Date): string[] {
  const parts = [linkAdvice(links), ...environmentAdvice(environments, finishedAt)].filter((lines) => lines.length > 0);
  if (parts.length === 0) return [];
  return [
    'WHAT TO CHECK',
    'Open a terminal in the folder that this file lies in, and type the commands there.',
    ...parts.flatMap((lines) => ['', ...lines]),
    '',
  ];
}

function linkAdvice(links: LinksBack | undefined): string[] {
  if (links?.count === 0) return [];
  if (!links) {
    return [
      'Links that hold a whole path may lead to the old home still. To see such links:',
      command("find . -lname '/*'"),
    ];
  }
  const { into, count, first } = links;
  return [
    `${count === 1 ? 'One link leads' : `${count} links lead`} to the old home and will end with it. To see such links:`,
    command(`find . -lname ${isPlain(into) ? quoted(`${globbed(into)}/*`) : "'/*'"}`),
    'To let one lead to the copy instead:',
    command('ln -sfn NEW-TARGET LINK'),
    ...named(first, count),
  ];
}

function environmentAdvice(environments: readonly Environment[] | undefined, finishedAt: Date): string[][] {
  if (!environments) {
    return [
      [
        'Python environments and notebook kernels hold paths of the old home: make them anew where you still need them.',
      ],
    ];
  }
  const of = (kind: Environment['kind']) => environments.filter((each) => each.kind === kind).map(({ path }) => path);
  return [venvAdvice(of('venv'), finishedAt), condaAdvice(of('conda')), kernelAdvice(of('kernel'))];
}

function venvAdvice(paths: readonly ByteName[], finishedAt: Date): string[] {
  if (paths.length === 0) return [];
  const at = quoted(paths.find(isPlain) ?? 'FOLDER');
  const list = `packages-${finishedAt.toISOString().slice(0, 19).replace(/\D/g, '')}.txt`;
  return [
    'Virtual environments of Python hold paths of the old home. To make one anew with the same packages:',
    command(`${at}/bin/python -m pip freeze > ${list}`),
    command(`python3 -m venv --clear ${at}`),
    command(`${at}/bin/python -m pip install -r ${list}`),
    ...named(paths, paths.length),
  ];
}

function condaAdvice(paths: readonly ByteName[]): string[] {
  if (paths.length === 0) return [];
  const at = quoted(`./${paths.find(isPlain) ?? 'FOLDER'}`);
  return [
    'Conda environments hold paths of the old home. To make one anew with the same packages:',
    command(`conda create --name NEW-NAME --clone ${at}`),
    ...named(paths, paths.length),
  ];
}

function kernelAdvice(paths: readonly ByteName[]): string[] {
  if (paths.length === 0) return [];
  return [
    'Notebook kernels name their Python by its whole path. To see the kernels that you have, and to add one anew:',
    command('jupyter kernelspec list'),
    command('ENVIRONMENT/bin/python -m ipykernel install --user --name NAME'),
    ...named(paths, paths.length),
  ];
}

const command = (text: string): string => `    ${text}`;

function named(paths: readonly ByteName[], count: number): string[] {
  const shown = paths.slice(0, NAMED).map((path) => `  - ${printable(path)}`);
  const more = count - shown.length;
  return more > 0 ? [...shown, `  - and ${more} more`] : shown;
}

/** Whether a name can be typed as it is shown. */
const isPlain = (name: ByteName): boolean => printable(name) === Buffer.from(name, 'latin1').toString('utf8');

/** As one word for a shell. */
function quoted(name: ByteName): string {
  const text = printable(name);
  return /^[\w./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A name as a pattern that matches it alone. */
const globbed = (name: ByteName): ByteName => name.replace(/[*?[]/g, '[$&]');
