/**
 * Rehome without its pages, for proofs that need no browser: `node --conditions=react-server proof/headless.ts`, with
 * REHOME_CONFIG and PORT as the dashboard has them. What a server action takes is posted to `/actions/NAME`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Actor } from '#lib/access/roles.ts';
import { compose } from '#lib/compose.ts';
import { loadConfig } from '#lib/config/load.ts';
import { isRehomeError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import {
  checkInput,
  cleanUpInput,
  discardInput,
  resumeInput,
  startInput,
  startNowInput,
  stopInput,
} from '#lib/migrations/input.ts';

const ACTOR: Actor = { name: 'local', role: 'admin', source: 'loopback' };
const { service, schedule, reader } = await compose(await loadConfig(undefined, process.env), createLog('warn'));

const actions: Readonly<Record<string, (input: unknown) => Promise<unknown>>> = {
  startMigration: async (input) => service.start(startInput.parse(input), ACTOR),
  startNow: async (input) => schedule.startNow(startNowInput.parse(input).runId, ACTOR),
  stopMigration: async (input) => service.stop(stopInput.parse(input).runId, ACTOR),
  checkHomes: async (input) => service.check(checkInput.parse(input), ACTOR),
  resumeMigration: async (input) => service.resume(resumeInput.parse(input).runId, ACTOR),
  discardCopy: async (input) => service.discard(discardInput.parse(input).runId, ACTOR),
  cleanUp: async (input) => service.cleanUp(cleanUpInput.parse(input).pods, ACTOR),
};

async function answer(path: string, request: IncomingMessage): Promise<unknown> {
  const [, kind = '', name = ''] = /^\/(actions|api)\/(.*)$/.exec(path) ?? [];
  if (kind === 'actions') return { ok: true, value: await actions[name]?.(JSON.parse(await text(request))) };
  if (name === 'cleanup') return reader.cleanup();
  if (name.startsWith('runs/')) return reader.detail(name.slice('runs/'.length), ACTOR);
  return {};
}

const server = createServer((request, response) => {
  answer(request.url ?? '', request)
    .catch((error: unknown) => {
      if (!isRehomeError(error)) throw error;
      return { ok: false, error: { code: error.code, message: error.message } };
    })
    .then((value) => response.end(JSON.stringify(value)))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      response.writeHead(500).end('{}');
    });
});
server.listen(Number(process.env.PORT), '127.0.0.1');
