import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_PEOPLE } from '../sample-homes/people.ts';
import { makeSampleHomes } from '../sample-homes.ts';
import { orExplain, SetUpError, say } from '../set-up/say.mjs';
import { findFreePort } from './free-port.ts';
import { demoPaths, ROOT } from './paths.ts';
import { claim, makeWay, markOf, update } from './running.ts';
import { startServers } from './servers.ts';
import { startOver } from './start-over.ts';
import { untilTold } from './until-told.ts';
import { writeConfig } from './write-config.ts';

const PORT = 4300;

interface Choices {
  readonly fresh: boolean;
  readonly port: number;
}

function readChoices(): Choices {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean' }, port: { type: 'string' } }, strict: true });
  const port = values.port === undefined ? PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new SetUpError('--port needs a number from 1 to 65535.');
  return { fresh: values.fresh ?? false, port };
}

function welcome(url: string, folder: string): string {
  return `
  Rehome runs at  ${url}

  Pick asolberg as the old user and anna.solberg as the new one, start, and watch 12,000 files move.
  Stop a run halfway and look at what it leaves; then start the pair again and compare both in its history.
  Try rgomez, who has no home, or mshark, whose home holds nearly everything that can go wrong.

  Homes, history and logs are in ${folder} and stay for the next time (start over: npm run demo -- --fresh).
  Ctrl-C stops everything.
`;
}

async function demo(): Promise<number> {
  const choices = readChoices();
  const paths = demoPaths(join(ROOT, '.rehome', 'demo'));
  await makeWay(paths.running);
  if (choices.fresh) {
    say('starting over: forgetting homes and history');
    startOver(paths.folder);
  }
  mkdirSync(paths.folder, { recursive: true });
  const word = { demo: markOf(process.pid), servers: [] };
  claim(paths.running, word);
  process.once('exit', () => rmSync(paths.running, { force: true }));
  await makeSampleHomes(paths.homes, DEMO_PEOPLE, say);
  const port = await findFreePort(choices.port);
  if (port !== choices.port) say(`port ${choices.port} is taken; using ${port}`);
  const clusterPort = await findFreePort(0);
  writeConfig(paths, { people: DEMO_PEOPLE, clusterPort, environment: 'demo' });
  const servers = startServers(paths, { port, clusterPort });
  return untilTold(servers, async () => {
    await servers.ready(() => {
      update(paths.running, { ...word, url: servers.url, servers: servers.processes() });
    });
    say('ready');
    process.stdout.write(welcome(servers.url, paths.folder));
  });
}

await orExplain(async () => process.exit(await demo()));
