import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The path of a program on PATH, or undefined. */
export function findProgram(...names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder || '.', name);
      if (isProgram(path)) return path;
    }
  }
  return undefined;
}

/** A Chromium: `$CHROMIUM_PATH`, the newest that Playwright has downloaded, or one on PATH; undefined without any. */
export function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && isProgram(chosen)) return chosen;
  return playwrightsOwn() ?? findProgram(...NAMES);
}

function playwrightsOwn() {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH || join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
    .flatMap((name) => ['chrome-linux64', 'chrome-linux'].map((part) => join(folder, name, part, 'chrome')))
    .find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
