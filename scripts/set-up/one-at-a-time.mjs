import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SetUpError, say } from './say.mjs';

const LIMIT_MINUTES = 15;

/** Whether a process of that number exists. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs `task` while no other set-up of this clone does; waits for another one for at most 15 minutes. */
export async function oneAtATime(root, task) {
  const file = join(root, '.rehome', 'set-up.lock');
  mkdirSync(join(root, '.rehome'), { recursive: true });
  const until = Date.now() + LIMIT_MINUTES * 60_000;
  for (let told = false; !take(file); told = true) {
    const owner = ownerOf(file);
    if (owner !== undefined && !isAlive(owner)) {
      rmSync(file, { force: true });
      continue;
    }
    if (Date.now() > until) throw new SetUpError(`Another set-up (process ${owner}) has held ${file} for too long.`);
    if (!told) say(`another set-up is running here (process ${owner ?? '?'}); waiting for it`);
    await pause(200);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await task();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, `${process.pid}\n`);
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that holds the lock; undefined in the moment between making and writing the file. */
function ownerOf(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}
