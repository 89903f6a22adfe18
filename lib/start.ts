import 'server-only';
import { compose } from '#lib/compose.ts';
import { checkBinding } from '#lib/config/binding.ts';
import { loadConfig } from '#lib/config/load.ts';
import { createLog, type Log } from '#lib/log.ts';
import { setRuntime } from '#lib/runtime.ts';

/** After the first sign to stop, steps under way may finish for so long. */
const SHUTDOWN_MS = 10_000;

/**
 * Builds the process's services, once: reads the configuration, opens history, and begins to reconcile. What is wrong
 * with the set-up is printed in full and ends the process with 1; a cluster that does not answer is no reason not to start.
 */
export async function startRuntime(): Promise<void> {
  const log = createLog('info');
  try {
    checkBinding(process.env.HOSTNAME);
    const config = await loadConfig(undefined, process.env);
    const services = await compose(config, log);
    setRuntime(services);
    endWell(() => services.stop(), log);
  } catch (error) {
    process.stderr.write(`Rehome cannot start.\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Lets steps under way end on the first SIGTERM or SIGINT; the reconciler takes up the rest at the next start. */
function endWell(stop: () => Promise<void>, log: Log): void {
  let ending = false;
  const end = (signal: string) => {
    if (ending) return;
    ending = true;
    log.info('stopping', { signal });
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('could not stop cleanly', { error });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
}
