/** A reason not to go on that the reader can act on; shown without a stack. */
export class SetUpError extends Error {
  name = 'SetUpError';
}

// The clock goes on in the Node that takes over.
const started = Number(process.env.REHOME_STARTED_AT) || Date.now();
process.env.REHOME_STARTED_AT = String(started);

/** Prints one short line with the seconds since the start. */
export function say(line) {
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`${seconds}s  ${line}\n`);
}

/** Runs `task`; a `SetUpError` becomes one line and exit code 1, anything else keeps its stack. */
export async function orExplain(task) {
  try {
    return await task();
  } catch (error) {
    process.stderr.write(error instanceof SetUpError ? `\n${error.message}\n` : `\n${error?.stack ?? error}\n`);
    process.exit(1);
  }
}
