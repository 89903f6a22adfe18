import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type FinalResult, parseWireLine, type WireLine } from '#lib/migrations/wire.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: readonly WireLine[];
  /** The result line; throws where the last line was none. */
  readonly result: FinalResult;
}

export interface Options {
  /** Runs as this user and group, without other groups. */
  readonly as?: number;
  /** Put before PATH. */
  readonly path?: string;
  /** The whole PATH. */
  readonly onlyPath?: string;
  readonly nodeArguments?: readonly string[];
  /** A command that runs node, `setpriv` and its options for instance. */
  readonly through?: readonly string[];
}

export interface Running {
  readonly child: ChildProcess;
  /** Lines so far. */
  readonly lines: readonly WireLine[];
  readonly ended: Promise<Ended>;
}

/** Starts the migrator as a child process, as a pod would. */
export function startMigrator(args: readonly string[], options: Options = {}): Running {
  const [command = process.execPath, ...rest] = [
    ...(options.through ?? []),
    process.execPath,
    ...(options.nodeArguments ?? []),
    MAIN,
    ...args,
  ];
  const path = options.onlyPath ?? [options.path, process.env.PATH].filter(Boolean).join(':');
  const child = spawn(command, rest, {
    env: { ...process.env, PATH: path },
    cwd: '/',
    ...(options.as === undefined ? {} : { uid: options.as, gid: options.as }),
  });
  const lines: WireLine[] = [];
  const ended = endOf(child, lines);
  return { child, lines, ended };
}

export const runMigrator = (args: readonly string[], options?: Options): Promise<Ended> =>
  startMigrator(args, options).ended;

function endOf(child: ChildProcess, lines: WireLine[]): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('latin1');
    const parts = (rest + chunk.toString('latin1')).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) lines.push(wireLine(part));
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, killedBy) => {
      resolve({
        ...{ code, killedBy, stdout, stderr, lines },
        get result() {
          const last = lines.at(-1);
          if (last?.type !== 'result') throw new Error(`No result: ${stdout.slice(-500)} ${stderr}`);
          return last.result;
        },
      });
    });
  });
}

function wireLine(text: string): WireLine {
  const line = parseWireLine(text);
  if (!line) throw new Error(`Not a line of the wire: ${text}`);
  return line;
}

/** Waits until `condition` holds. Throws after `seconds`, naming what was awaited. */
export async function until(what: string, condition: () => boolean, seconds = 20): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited ${seconds} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
