import assert from 'node:assert/strict';
import { chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES = 40;
const contents = (user: string, at: number): string => `file ${at} of ${user}\n`.repeat(1 + at * 50);

/** Makes a home of plain files, which belongs to somebody other than root where that can be and is wanted. */
export function makeHome(homes: string, user: string, files: number = FILES, given = true): void {
  const home = join(homes, user);
  mkdirSync(home);
  for (let at = 0; at < files; at++) writeFileSync(join(home, `${at}.txt`), contents(user, at));
  if (!given || process.getuid?.() !== 0) return;
  for (const name of ['.', ...readdirSync(home)]) chownSync(join(home, name), 20_000, 20_000);
}

/** Throws unless the copy is there, whole, and nothing is left beside it. */
export function assertCopied(homes: string, oldUser: string, newUser: string): void {
  const names = readdirSync(join(homes, newUser)).filter((name) => !name.endsWith('.txt'));
  assert.equal(names.length, 1, `one folder and no staging in the home of ${newUser}, not ${names.join(', ')}`);
  const [folder = ''] = names;
  assert.match(folder, /^migrated-/);
  for (let at = 0; at < FILES; at++) {
    assert.equal(readFileSync(join(homes, newUser, folder, `${at}.txt`), 'utf8'), contents(oldUser, at));
    assert.equal(readFileSync(join(homes, oldUser, `${at}.txt`), 'utf8'), contents(oldUser, at));
  }
}
