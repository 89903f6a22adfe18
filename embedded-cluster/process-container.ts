import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import {
  type ContainerEnd,
  type ContainerLaunch,
  FALLBACK_BYTES,
  FALLBACK_LINES,
  MESSAGE_LIMIT,
  type RunningContainer,
  reasonFor,
} from './container.ts';
import { type LogFile, lineWriter } from './log-file.ts';
import { guard, signalGroup, unguard } from './process-groups.ts';

/** Where an image keeps its program, as the Dockerfile of this repository does. */
const APP = '/app';

/** Starts a container as a process of this machine, in a process group of its own. `image` is a local folder. */
export function startProcess(launch: ContainerLaunch, image: string): RunningContainer {
  try {
    return runningProcess(spawnIn(launch, image), launch);
  } catch (error) {
    // Node throws for what it cannot even try: an argument list that is too long, say.
    launch.log.end();
    return {
      started: false,
      ended: Promise.resolve(startError(error)),
      terminate: () => undefined,
      kill: () => undefined,
    };
  }
}

function spawnIn(launch: ContainerLaunch, image: string): ChildProcess {
  const [command = '', ...args] = argvOf(launch, image);
  return spawn(command === 'node' ? process.execPath : command, args, {
    cwd: localPath(launch.container.workingDir ?? APP, launch, image),
    env: environmentOf(launch, image),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...userOf(launch),
  });
}

function runningProcess(child: ChildProcess, launch: ContainerLaunch): RunningContainer {
  const { pid } = child;
  if (pid !== undefined) guard(pid);
  let oomKilled = false;
  return {
    started: pid !== undefined,
    ended: ending(child, launch, () => oomKilled),
    terminate: () => pid !== undefined && signalGroup(pid, 'SIGTERM'),
    kill: (oom = false) => {
      oomKilled = oom;
      if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    },
  };
}

function argvOf(launch: ContainerLaunch, image: string): string[] {
  const { command = [], args = [], env = [] } = launch.container;
  const variables = new Map(env.map(({ name, value = '' }) => [name, value]));
  return [...command, ...args].map((argument) => localPath(expanded(argument, variables), launch, image));
}

/**
 * `$(NAME)` is a variable of the container where it has one of that name, `$$` is one `$`.
 * https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
const expanded = (argument: string, variables: ReadonlyMap<string, string>): string =>
  argument.replace(/\$(?:\$|\(([^)]*)\))/g, (found, name?: string) =>
    name === undefined ? '$' : (variables.get(name) ?? found),
  );

/** A path as the container sees it, as a path of this machine. What is no mounted path and not in the image stays. */
function localPath(path: string, { container, mounts, messageFile }: ContainerLaunch, image: string): string {
  if (path === container.terminationMessagePath) return messageFile;
  const mount = [...mounts.keys()]
    .filter((mountPath) => path === mountPath || path.startsWith(`${mountPath}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (mount !== undefined) return (mounts.get(mount) ?? '') + path.slice(mount.length);
  return path === APP || path.startsWith(`${APP}/`) ? join(image, path.slice(APP.length)) : path;
}

function environmentOf(launch: ContainerLaunch, image: string): NodeJS.ProcessEnv {
  const own = (launch.container.env ?? []).map(({ name, value = '' }) => [name, localPath(value, launch, image)]);
  return { PATH: process.env.PATH, HOME: '/', LANG: 'C.UTF-8', ...Object.fromEntries(own) };
}

/** Only root can start a process as somebody else; without root everything runs as whoever runs the cluster. */
function userOf({ container }: ContainerLaunch): { uid?: number; gid?: number } {
  const { runAsUser, runAsGroup } = container.securityContext ?? {};
  if (process.getuid?.() !== 0 || typeof runAsUser !== 'number') return {};
  return { uid: runAsUser, gid: typeof runAsGroup === 'number' ? runAsGroup : 0 };
}

async function ending(child: ChildProcess, launch: ContainerLaunch, oomKilled: () => boolean): Promise<ContainerEnd> {
  for (const stream of [child.stdout, child.stderr]) {
    const writer = lineWriter(launch.log);
    stream?.on('data', (chunk: Buffer) => writer.write(chunk));
    stream?.on('end', () => writer.flush());
  }
  const ended = Promise.withResolvers<ContainerEnd>();
  child.once('error', (error) => ended.resolve(startError(error)));
  child.once('exit', () => {
    // What the container left running goes with it; only then do its streams end.
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
  });
  child.once('close', (code, signal) => {
    if (child.pid !== undefined) unguard(child.pid);
    const exitCode = signal ? 128 + constants.signals[signal] : (code ?? 255);
    const message = messageOf(launch, exitCode);
    const reason = oomKilled() && exitCode !== 0 ? 'OOMKilled' : reasonFor(exitCode);
    ended.resolve({ exitCode, reason, ...(message && { message }) });
  });
  const end = await ended.promise;
  launch.log.end();
  return end;
}

const startError = (error: unknown): ContainerEnd => ({
  exitCode: 128,
  reason: 'StartError',
  message: `failed to create containerd task: failed to create shim task: OCI runtime create failed: ${String(error)}`,
});

function messageOf({ container, messageFile, log }: ContainerLaunch, exitCode: number): string {
  const written = head(messageFile);
  if (written !== '' || exitCode === 0 || container.terminationMessagePolicy !== 'FallbackToLogsOnError')
    return written;
  return tail(log);
}

/** The first bytes of a file; nothing where the container left no file to read. */
function head(path: string): string {
  const bytes = Buffer.alloc(MESSAGE_LIMIT);
  try {
    const file = openSync(path, 'r');
    const length = readSync(file, bytes, 0, MESSAGE_LIMIT, 0);
    closeSync(file);
    return bytes.subarray(0, length).toString();
  } catch {
    return '';
  }
}

function tail(log: LogFile): string {
  const records = log.read().slice(-FALLBACK_LINES);
  const text = records.map((record) => record.text + (record.complete ? '\n' : '')).join('');
  return Buffer.from(text, 'latin1').subarray(-FALLBACK_BYTES).toString();
}
