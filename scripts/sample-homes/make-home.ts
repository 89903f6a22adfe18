import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { writeEnvironment } from './environment.ts';
import { writeLinks } from './links.ts';
import { writeNotebooks } from './notebooks.ts';
import { writeOddNames, writeRightToLeft } from './odd-names.ts';
import type { HomePlan, PlannedPart } from './plan.ts';
import { removeTree } from './remove-tree.ts';
import { writeSparse, writeSpecialFiles } from './special-files.ts';
import { HomeWriter } from './writer.ts';

/** Makes one home below `homes`, unless it is there. It is made beside and appears under its name only when it is whole. */
export async function makeHome(plan: HomePlan, homes: string): Promise<void> {
  const { username, uid } = plan.person;
  const target = join(homes, username);
  if (existsSync(target)) return;
  const workshop = `${homes}.being-made`;
  const folder = join(workshop, username);
  removeTree(folder);
  mkdirSync(workshop, { recursive: true });
  const home = new HomeWriter(folder);
  for (const part of plan.parts) await writePart(home, username, part);
  if (process.getuid?.() === 0) handOver(folder, uid);
  renameSync(folder, target);
}

async function writePart(home: HomeWriter, username: string, { part, files }: PlannedPart): Promise<void> {
  switch (part.kind) {
    case 'files':
    case 'large':
      for (const file of files) home.copy(file.source, home.path(file.place));
      return;
    case 'notebooks':
      return writeNotebooks(home, files);
    case 'environment':
      return writeEnvironment(home, username, part.into, files);
    case 'links':
      return writeLinks(home, username, files);
    case 'odd-names':
      return writeOddNames(home, files);
    case 'right-to-left':
      return writeRightToLeft(home, files);
    case 'sparse':
      return writeSparse(home, files);
    case 'special-files':
      return writeSpecialFiles(home);
    case 'dot-files':
      return writeDotFiles(home, username);
    default:
      return part satisfies never;
  }
}

function writeDotFiles(home: HomeWriter, username: string): void {
  home.write('.profile', `# ${username}\nPATH="$HOME/.local/bin:$PATH"\n`);
  home.write('.bashrc', "alias ll='ls -l'\nexport EDITOR=vi\n");
  home.write('.jupyter/lab/user-settings/theme.json', '{ "theme": "JupyterLab Light" }\n');
}

/** chown walks names that are not text, and `-h` keeps it from following links. */
function handOver(folder: string, uid: number): void {
  const result = spawnSync('chown', ['-R', '-h', `${uid}:${uid}`, '--', folder], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`chown of ${folder} failed: ${result.stderr}`);
}
