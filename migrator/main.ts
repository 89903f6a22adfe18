import { parseArguments, type Request } from './arguments.ts';
import { Failure, failureOf } from './failure.ts';
import { type Facts, nothingKnown, resultOf } from './outcome.ts';
import { Reporter } from './reporter.ts';
import { USAGE } from './usage.ts';

const reporter = new Reporter((line) => process.stdout.write(line));
const stop = new AbortController();
const facts: Facts = nothingKnown();
let terminationLog: string | undefined;

/** Says the result and ends the process; the only place that does. */
function end(failure: Failure | undefined): void {
  if (hasEnded) return;
  hasEnded = true;
  if (failure) process.stderr.write(`${failure.message}\n`);
  if (failure?.exit === 'badArguments') process.stderr.write(USAGE);
  const result = resultOf(facts, failure, reporter);
  reporter.finish(result, terminationLog);
  whenRead(() => exit(result.exitCode));
}

/** What a pipe has no room for waits until it is read; not for ever, should nobody read. */
function whenRead(leave: () => void): void {
  if (process.stdout.writableLength === 0) leave();
  process.stdout.on('error', leave);
  process.stdout.write('', leave);
  setTimeout(leave, LAST_WORDS_MS);
}

/** How long a reader may take for what was said last. */
const LAST_WORDS_MS = 20_000;

let hasEnded = false;
let exit: (code: number) => void = process.exit;

async function run(request: Request): Promise<void> {
  exit = (await loaded(() => import('./kernel.ts'))).exitAtOnce;
  if (request.command !== 'locate' && request.command !== 'look') facts.kind = request.command;
  switch (request.command) {
    case 'look':
      return (await loaded(() => import('./look.ts'))).lookAtVolume(request, facts);
    case 'locate':
      return (await loaded(() => import('./locate.ts'))).locate(request, facts);
    case 'copy':
      return (await loaded(() => import('./copy.ts'))).copyHome(request, reporter, stop, facts);
    case 'discard':
      return (await loaded(() => import('./discard.ts'))).discard(request, reporter, stop, facts);
    case 'check':
      return (await loaded(() => import('./check/check.ts'))).checkHomes(request, reporter, stop.signal, facts);
  }
}

/** Loads late what calls the kernel, and only what is needed: without koffi the migrator refuses to start, in its own words. */
async function loaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new Failure(
      'unexpected',
      `The migrator cannot start without koffi, which calls the kernel: ${String(error)}.`,
    );
  }
}

function refuseOtherSystems(): void {
  if (process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)) return;
  throw new Failure(
    'unexpected',
    `The migrator runs on Linux, on x86_64 and arm64; this is ${process.platform} ${process.arch}.`,
  );
}

async function main(): Promise<void> {
  try {
    const request = parseArguments(process.argv.slice(2), new Date());
    terminationLog = request.terminationLog;
    refuseOtherSystems();
    reporter.startHeartbeat();
    await run(request);
    end(undefined);
  } catch (error) {
    end(failureOf(error, 'unexpected', 'running the migrator'));
  }
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop.abort(signal));
// A reader that went away is no reason to leave a copy half done.
process.stdout.on('error', () => {});
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n`);
  end(new Failure('crashed', `The migrator crashed: ${error.message}.`));
});
void main();
