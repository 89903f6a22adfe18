import { spawnSync } from 'node:child_process';
import { findBrowser, findProgram } from './browser.mjs';
import { run } from './run.mjs';
import { SetUpError, say } from './say.mjs';

const MINUTES = 10;

/** rsync's version as numbers, or undefined where there is none. */
export function rsyncVersion() {
  const answer = spawnSync('rsync', ['--version'], { encoding: 'utf8' });
  const match = /version v?(\d+)\.(\d+)\.(\d+)/.exec(answer.stdout ?? '');
  return match?.slice(1).map(Number);
}

/** Whether rsync is 3.5.0 or later: the migrator takes an older one only when it is told to. */
export function isRsyncCurrent(version = rsyncVersion()) {
  if (!version) return false;
  const [major = 0, minor = 0] = version;
  return major > 3 || (major === 3 && minor >= 5);
}

const PARTS = {
  rsync: {
    packages: ['rsync'],
    isThere: () => isRsyncCurrent(),
    isEnough: () => rsyncVersion() !== undefined,
    sentence: 'rsync 3.5.0 or later',
  },
  // Makes and compares the homes of the tests that only root can run; without it those fail and say so.
  python: {
    packages: ['python3'],
    isThere: () => findProgram('python3') !== undefined,
    isEnough: () => true,
    sentence: 'python3',
  },
  browser: {
    packages: ['chromium', 'fonts-liberation'],
    isThere: () => findBrowser() !== undefined,
    isEnough: () => findBrowser() !== undefined,
    sentence: 'chromium (or set CHROMIUM_PATH to a browser of that family)',
  },
};

/**
 * Brings rsync, Python and a browser, as named in `needs`, through apt-get where we are root.
 * `SetUpError` with what to install where one is missing for good.
 */
export async function installSystemPackages(needs) {
  const parts = Object.keys(PARTS)
    .filter((need) => needs.includes(need))
    .map((need) => PARTS[need]);
  const missing = parts.filter((part) => !part.isThere());
  if (missing.length > 0 && canInstall()) await aptInstall(missing);
  const lacking = missing.filter((part) => !part.isEnough());
  if (lacking.length > 0) {
    const names = lacking.map((part) => part.sentence).join(' and ');
    const debian = lacking.flatMap((part) => part.packages).join(' ');
    throw new SetUpError(`Please install ${names} and try again; on Debian or Ubuntu: sudo apt-get install ${debian}`);
  }
  if (missing.includes(PARTS.rsync) && !isRsyncCurrent()) {
    say(`rsync here is ${rsyncVersion()?.join('.')}, older than 3.5.0: good enough for a trial, not for real homes`);
  }
}

/** Whether apt-get is here and we may use it. */
export function canInstall() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** Where it fails, an older one that is there will do. */
async function aptInstall(parts) {
  try {
    await aptGet(parts.flatMap((part) => part.packages));
  } catch (error) {
    if (!parts.every((part) => part.isEnough())) throw error;
    say('apt-get could not install it; going on with what is here');
  }
}

/** Installs Debian packages and says so; `SetUpError` where that fails. */
export async function aptGet(packages) {
  say(`installing ${packages.join(', ')} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await run('apt-get update', 'apt-get', ['update', '-qq', ...wait], { minutes: MINUTES, env });
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...wait, ...packages];
  await run('apt-get install', 'apt-get', install, { minutes: MINUTES, env });
}
