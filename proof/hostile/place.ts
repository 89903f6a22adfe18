import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveAll } from '#migrator/testing/home-contents.ts';
import { NEW, OLD, THIRD } from '#migrator/testing/homes.ts';
import { changesBetween, inventory } from '#migrator/testing/torture/torture-home.ts';

/** How many folders the old home has, and how many files each of them: 4 KiB each. */
const FOLDERS = 50;
const FILES = 50;
const SECRET = 'VICTIM-PRIVATE-KEY';
const SECRET_NAME = 'victim-secret-name';

/** Two homes whose users may swap the homes themselves, and a victim's folder that neither may enter. */
export interface HostilePlace {
  readonly root: string;
  readonly old: string;
  readonly new: string;
  readonly victim: string;
  readonly folders: number;
  readonly files: number;
  /** What went wrong since it was made, in words: leaks, changes to the victim, files where none should be. */
  wrongs(output: string): string[];
  remove(): void;
}

export function makeHostilePlace(folders: number = FOLDERS): HostilePlace {
  const root = mkdtempSync(join(tmpdir(), 'rehome-hostile-'));
  const home = (name: string, id: number): string => {
    const yard = join(root, `of-${name}`);
    const made = join(yard, 'home');
    mkdirSync(made, { recursive: true, mode: 0o755 });
    for (const path of [yard, made]) chownSync(path, id, id);
    return made;
  };
  spawnSync('chmod', ['755', root]);
  const place = { root, old: home('old', OLD), new: home('new', NEW), victim: join(root, 'victim') };
  for (let folder = 0; folder < folders; folder++) fill(join(place.old, `f-${folder}`), () => 'mine'.repeat(1024));
  giveAll(place.old, OLD);
  writeFileSync(join(place.new, 'theirs'), 'kept');
  chownSync(join(place.new, 'theirs'), NEW, NEW);
  makeVictim(place.victim);
  const [victimBefore, namesBefore] = [inventory(place.victim), find(root, '-maxdepth', '1')];
  return {
    ...{ ...place, folders, files: FILES },
    remove: () => rmSync(root, { recursive: true, force: true }),
    wrongs: (output) => [
      ...changesBetween(victimBefore, inventory(place.victim)).map((line) => `victim changed: ${line.slice(0, 200)}`),
      ...changesBetween(namesBefore, find(root, '-maxdepth', '1')).map((path) => `outside: ${path}`),
      ...leaked(root).map((path) => `leaked: ${path}`),
      ...(output.includes(SECRET) || output.includes(SECRET_NAME) ? ['said a secret'] : []),
      ...find(join(root, 'of-old'), '!', '-uid', `${OLD}`).map((path) => `given away in the old home: ${path}`),
      ...find(join(root, 'of-new'), '-uid', `${OLD}`).map((path) => `not given: ${path}`),
      ...find(join(root, 'of-new'), '-uid', `${THIRD}`).map((path) => `the victim's in the new home: ${path}`),
    ],
  };
}

function fill(folder: string, content: (at: number) => string, mode = 0o755): void {
  mkdirSync(join(folder, 'inner'), { recursive: true });
  for (let at = 0; at < FILES; at++) writeFileSync(join(folder, 'inner', `file-${at}`), content(at), { mode });
}

/** The same names as in a folder of the old home, so that a way that leads here finds something. */
function makeVictim(victim: string): void {
  fill(victim, (at) => `${SECRET} ${at}\n`, 0o600);
  writeFileSync(join(victim, 'inner', SECRET_NAME), SECRET, { mode: 0o600 });
  // What a discard looks for, and what it would remove.
  mkdirSync(join(victim, 'tree', 'inner'), { recursive: true });
  writeFileSync(join(victim, 'tree', 'inner', SECRET_NAME), SECRET, { mode: 0o600 });
  giveAll(victim, THIRD);
  spawnSync('chmod', ['700', victim, join(victim, 'inner'), join(victim, 'tree')]);
}

function find(folder: string, ...tests: string[]): string[] {
  return spawnSync('find', [folder, ...tests], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean);
}

/** Entries in both homes that hold what only the victim may see, as content or as a name. No link is followed. */
function leaked(root: string): string[] {
  const homes = [join(root, 'of-old'), join(root, 'of-new')];
  const found = spawnSync('grep', ['-rlD', 'skip', SECRET, ...homes], { encoding: 'utf8' });
  if (found.status !== 0 && found.status !== 1) throw new Error(`grep ended with ${found.status}: ${found.stderr}`);
  return [...found.stdout.split('\n').filter(Boolean), ...homes.flatMap((home) => find(home, '-name', SECRET_NAME))];
}
