import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { say } from './say.mjs';

const MINUTES = 15;
const FLAGS = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];

/** Brings the npm packages of `root` up to package-lock.json; does nothing where they are. */
export async function installPackages(root) {
  if (arePackagesCurrent(root)) return;
  say('installing npm packages (about a minute)');
  const npm = npmCommand();
  const options = { cwd: root, minutes: MINUTES };
  try {
    await run('npm ci', npm.command, [...npm.args, 'ci', ...FLAGS], options);
  } catch (error) {
    say('npm ci did not work; trying npm install');
    process.stderr.write(`${error.message}\n`);
    await run('npm install', npm.command, [...npm.args, 'install', '--no-save', ...FLAGS], options);
  }
}

/**
 * Whether node_modules holds what package-lock.json says. npm writes node_modules/.package-lock.json last, so that an
 * interrupted installation never counts. Optional packages may be missing: other platforms have other ones.
 */
export function arePackagesCurrent(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = readLock(join(root, 'package-lock.json'));
  const installed = readLock(installedFile);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = installed[path];
    return found ? found.version === entry.version : Boolean(entry.optional || entry.peer);
  });
}

function readLock(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** npm itself, run by the Node that runs us; the one on PATH when this was not started by npm. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.[cm]?js$/.test(script)) return { command: process.execPath, args: [script] };
  return { command: 'npm', args: [] };
}
