import { say } from '../set-up/say.mjs';
import type { Servers } from './servers.ts';

/**
 * Runs `start`, then waits for Ctrl-C, a signal, the death of whoever started us, or the end of a server; stops the
 * servers and answers with the exit code. A second Ctrl-C does not wait.
 */
export async function untilTold(servers: Servers, start: () => Promise<void>): Promise<number> {
  const told = Promise.withResolvers<string>();
  let asked = 0;
  const ask = () => {
    asked += 1;
    told.resolve('stopping');
    if (asked > 1) servers.kill();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  process.once('disconnect', ask);
  const failed = Promise.withResolvers<Error>();
  const starting = start().catch((error: unknown) =>
    failed.resolve(error instanceof Error ? error : new Error(String(error))),
  );
  const end = await Promise.race([told.promise, servers.ended, failed.promise]);
  if (asked === 0) process.stderr.write(`\n${end instanceof Error ? end.message : end}\n`);
  say('stopping');
  await servers.stop();
  await starting;
  await servers.stop();
  return asked > 0 ? 0 : 1;
}
