import { spawn } from 'node:child_process';
import { SetUpError } from './say.mjs';

const KEEP = 8_000;

/**
 * Runs a command to its end and answers with what it printed; `SetUpError` when it fails or outlasts `minutes`.
 * `what` names it in the message; `cwd` and `env` as for `spawn`.
 */
export function run(what, command, args, { minutes, cwd, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEEP);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    let late = false;
    const deadline = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, minutes * 60_000);
    child.on('error', (error) => {
      clearTimeout(deadline);
      reject(new SetUpError(`${what} could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      clearTimeout(deadline);
      if (code === 0) return resolve(output);
      const end = late ? `took longer than ${minutes} minutes` : `failed (${signal ?? `exit code ${code}`})`;
      reject(new SetUpError(`${what} ${end}.\n${output.trimEnd()}`));
    });
  });
}
